// A stand-in for the real server, for trying the page: `npm run build && npm run fake [port]`.
// It serves dist/ under the same strict policy and answers from fake-talk.mjs. To see failures,
// say 断线 (connection lost), 坏了 (500), 太快 (429) or 慢 (a slow answer).
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { answer, corrected, forgotten, profileOf, regions, resetTalk } from './fake-talk.mjs';

const PORT = Number(process.argv[2] ?? 5178);
const DIST = fileURLToPath(new URL('../dist/', import.meta.url));
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};
const POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');
const CONFIG = {
  name: '蜀惠',
  max_length: 500,
  hotlines: [
    { number: '12345', name: '政务服务便民热线', about: '各类政务服务咨询、求助、投诉' },
    { number: '12333', name: '人力资源和社会保障服务热线', about: '社保、就业、劳动维权' },
    { number: '12393', name: '医疗保障服务热线', about: '医保、生育保险、医疗救助' },
    { number: '12385', name: '残疾人服务热线', about: '残疾人证、补贴、康复、就业' },
    { number: '12348', name: '公共法律服务热线', about: '法律咨询、法律援助' },
    { number: '12338', name: '妇女儿童维权热线', about: '妇女儿童权益' },
  ],
};

let past = [];

const ROUTES = {
  'GET /webhooks/web/session': () => ({ messages: past, config: CONFIG }),
  'POST /webhooks/web/messages': (_url, body) => reply(body),
  'GET /webhooks/web/profile': () => profileOf(),
  'PUT /webhooks/web/profile': (_url, body) => corrected(body),
  'DELETE /webhooks/web/profile': (_url, body) => forgotten(body),
  'POST /webhooks/web/feedback': () => undefined,
  'GET /webhooks/web/regions': (url) => regions(url.searchParams.get('parent')),
  // For trials only: a new resident.
  'POST /fake/reset': () => void ((past = []), resetTalk()),
};

async function reply(body) {
  const { text } = body;
  if (text.includes('断线')) throw Object.assign(new Error('cut'), { cut: true });
  if (text.includes('坏了')) throw Object.assign(new Error('系统正在维护，请过几分钟再试。'), { status: 503 });
  if (text.includes('太快')) throw Object.assign(new Error('您问得有点快，请歇半分钟再问。'), { status: 429 });
  await new Promise((done) => setTimeout(done, text.includes('慢') ? 4000 : 150));
  const messages = answer(body);
  past = [...past, { id: `u${past.length}`, from: 'user', text }, ...messages];
  return { messages };
}

async function api(request, response, url) {
  const route = ROUTES[`${request.method} ${url.pathname}`];
  if (!route) return send(response, 404, { error: '没有这个地址。' });
  if (request.method !== 'GET' && request.headers['x-shuhui'] !== '1') return send(response, 403, { error: '请从蜀惠的页面上问。' });
  try {
    const result = await route(url, await bodyOf(request));
    send(response, result === undefined ? 204 : 200, result);
  } catch (error) {
    if (error.cut) return request.socket.destroy();
    send(response, error.status ?? 500, { error: error.message });
  }
}

async function bodyOf(request) {
  let text = '';
  for await (const piece of request) text += piece;
  return text ? JSON.parse(text) : {};
}

function send(response, status, body) {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

async function page(response, pathname) {
  const name = pathname === '/' ? 'index.html' : normalize(pathname).replace(/^(\.\.[/\\])+/, '');
  try {
    const content = await readFile(join(DIST, name));
    response.writeHead(200, {
      'Content-Type': TYPES[extname(name)] ?? 'application/octet-stream',
      'Content-Security-Policy': POLICY,
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': name.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    });
    response.end(content);
  } catch {
    response.writeHead(404).end();
  }
}

createServer((request, response) => {
  const url = new URL(request.url, 'http://127.0.0.1');
  if (/^\/(webhooks|fake)\//.test(url.pathname)) void api(request, response, url);
  else void page(response, url.pathname);
}).listen(PORT, '127.0.0.1', () => console.log(`http://127.0.0.1:${PORT}`));
