/* Keeps the page's shell, so that without a network it still opens and shows the hotlines.
 * It never stores an answer or anything a resident wrote. */
const CACHE = 'shuhui-__VERSION__';
const FILES = ['__FILES__'];
const PATIENCE_MS = 4000;

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES)).then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(dropOldCaches().then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate' && pathname === '/') event.respondWith(freshOrKept(request));
  else if (pathname !== '/' && FILES.includes(pathname)) event.respondWith(keptOrFresh(request));
});

async function dropOldCaches() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith('shuhui-') && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
}

async function freshOrKept(request) {
  const kept = await caches.match('/', { cacheName: CACHE });
  try {
    return kept ? await inTime(fetch(request)) : await fetch(request);
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
}

async function keptOrFresh(request) {
  return (await caches.match(request, { cacheName: CACHE })) || fetch(request);
}

function inTime(answer) {
  const tooSlow = new Promise((_, reject) => setTimeout(() => reject(new Error('slow')), PATIENCE_MS));
  return Promise.race([answer.then(refuseServerErrors), tooSlow]);
}

function refuseServerErrors(response) {
  if (response.status >= 500) throw new Error(String(response.status));
  return response;
}
