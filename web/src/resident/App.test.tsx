import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { App } from './App';

type Answer = { status?: number; body?: unknown } | 'gone';

/** A server that answers the calls by method and path; whatever is not named here is gone. */
function server(answers: Record<string, Answer[]>) {
  const asked: { call: string; init?: RequestInit; body?: unknown }[] = [];
  vi.stubGlobal('fetch', async (path: string, init?: RequestInit) => {
    const call = `${init?.method} ${path.replace('/webhooks/web/', '')}`;
    asked.push({ call, init, body: init?.body && JSON.parse(String(init.body)) });
    const queue = answers[call] ?? [];
    const answer = (queue.length > 1 ? queue.shift() : queue[0]) ?? 'gone';
    if (answer === 'gone') throw new TypeError('failed to fetch');
    return new Response(JSON.stringify(answer.body ?? {}), { status: answer.status ?? 200 });
  });
  return asked;
}

const OPEN: Record<string, Answer[]> = { 'GET session': [{ body: { messages: [], config: {} } }] };
const hello = { messages: [{ id: 'b1', from: 'bot', text: '您好！', buttons: [{ title: '有', payload: 'true' }], card: null }] };

afterEach(() => {
  vi.unstubAllGlobals();
  window.history.replaceState(null, '', '/');
});

async function say(text: string) {
  await userEvent.type(await screen.findByLabelText('想问什么'), `${text}{Enter}`);
}

describe('the resident’s page', () => {
  it('has one live region, and it is polite', async () => {
    server(OPEN);
    const { container } = render(<App />);
    await screen.findByRole('log');
    const live = container.querySelectorAll('[aria-live], [role=alert], [role=status], [role=log]');
    expect([...live].map((element) => element.getAttribute('aria-live'))).toEqual(['polite']);
  });

  it('sends what is typed with the header that other sites cannot set', async () => {
    const asked = server({ ...OPEN, 'POST messages': [{ body: hello }] });
    render(<App />);
    await say('你好');
    expect(await screen.findByText('您好！')).toBeTruthy();
    const post = asked.find(({ call }) => call === 'POST messages');
    expect(post?.init?.headers).toMatchObject({ 'X-Shuhui': '1' });
    expect(post?.body).toEqual({ text: '你好', id: expect.stringMatching(/^[0-9a-f]{32}$/) });
  });

  it('sends the payload of a pressed button and shows its title', async () => {
    const asked = server({ ...OPEN, 'POST messages': [{ body: hello }, { body: { messages: [{ id: 'b2', from: 'bot', text: '记下了。' }] } }] });
    render(<App />);
    await say('你好');
    await userEvent.click(await screen.findByRole('button', { name: '有' }));
    expect(await screen.findByText('记下了。')).toBeTruthy();
    expect(asked.filter(({ call }) => call === 'POST messages').at(-1)?.body).toMatchObject({ text: 'true' });
    expect(within(screen.getByRole('log')).getByText('有')).toBeTruthy();
  });

  it('keeps the draft when the server is gone and sends it with the retry button', async () => {
    server({ ...OPEN, 'POST messages': ['gone', { body: hello }] });
    render(<App />);
    await say('我妈70岁');
    await userEvent.click(await screen.findByRole('button', { name: '再发一次' }));
    expect(await screen.findByText('您好！')).toBeTruthy();
    expect(screen.getByLabelText<HTMLTextAreaElement>('想问什么').value).toBe('');
  });

  it('sends the same message under the same name, and changed words under a new one', async () => {
    const asked = server({ ...OPEN, 'POST messages': ['gone', 'gone', { body: hello }] });
    render(<App />);
    await say('我妈70岁');
    await userEvent.click(await screen.findByRole('button', { name: '再发一次' }));
    await userEvent.type(screen.getByLabelText('想问什么'), '了');
    await userEvent.click(await screen.findByRole('button', { name: '再发一次' }));
    expect(await screen.findByText('您好！')).toBeTruthy();
    const [first, second, third] = asked.filter(({ call }) => call === 'POST messages').map(({ body }) => body as Record<string, unknown>);
    expect(second).toEqual({ ...first, again: true });
    expect(third).toMatchObject({ text: '我妈70岁了' });
    expect(third?.id).not.toBe(first?.id);
    expect(third?.again).toBeUndefined();
  });

  it('sends by itself what was not sent, as soon as the server is back', async () => {
    const answers: Record<string, Answer[]> = { ...OPEN, 'POST messages': ['gone', { body: hello }], 'undefined /healthz': ['gone'] };
    server(answers);
    render(<App />);
    await say('我妈70岁');
    expect(await screen.findByText(/一连上就会自动再发/)).toBeTruthy();
    window.dispatchEvent(new Event('online'));
    await new Promise((done) => setTimeout(done, 50));
    expect(screen.queryByText('您好！')).toBeNull();
    answers['undefined /healthz'] = [{ body: { status: 'ok' } }];
    window.dispatchEvent(new Event('online'));
    expect(await screen.findByText('您好！')).toBeTruthy();
    expect(screen.getByLabelText<HTMLTextAreaElement>('想问什么').value).toBe('');
  });

  it('does not send by itself what is being rewritten', async () => {
    const asked = server({ ...OPEN, 'POST messages': ['gone', { body: hello }], 'undefined /healthz': [{ body: { status: 'ok' } }] });
    render(<App />);
    await say('我妈70岁');
    await screen.findByRole('button', { name: '再发一次' });
    await userEvent.type(screen.getByLabelText('想问什么'), '，不对');
    window.dispatchEvent(new Event('online'));
    await new Promise((done) => setTimeout(done, 50));
    expect(asked.filter(({ call }) => call === 'POST messages')).toHaveLength(1);
  });

  it('says which question an answer belongs to, and shows the present one when it was answered elsewhere', async () => {
    const question = (fact: string, text: string) => ({ id: fact, from: 'bot', text, card: { type: 'question', fact, text, input: { kind: 'bool' } } });
    const asked = server({
      'GET session': [{ body: { messages: [question('残疾证', '您有残疾人证吗？')] } }, { body: { messages: [question('低保', '您领着低保吗？')] } }],
      'POST messages': [{ status: 409, body: { error: '这个问题前面已经答过了。' } }],
    });
    render(<App />);
    await userEvent.click(await screen.findByRole('button', { name: '是' }));
    expect(await screen.findByText(/前面已经答过了/)).toBeTruthy();
    expect(await screen.findByRole('heading', { name: '您领着低保吗？' })).toBeTruthy();
    expect(asked.find(({ call }) => call === 'POST messages')?.body).toMatchObject({ text: '是', answers: '残疾证' });
  });

  it('keeps the draft over a reload', async () => {
    server({ ...OPEN, 'POST messages': ['gone'] });
    const { unmount } = render(<App />);
    await say('我妈70岁');
    await screen.findByRole('button', { name: '再发一次' });
    unmount();
    render(<App />);
    expect((await screen.findByLabelText<HTMLTextAreaElement>('想问什么')).value).toBe('我妈70岁');
  });

  it('shows the server’s own sentence and no retry for a message that cannot be taken', async () => {
    server({ ...OPEN, 'POST messages': [{ status: 413, body: { error: '这段话太长了。' } }] });
    render(<App />);
    await say('长');
    expect(await screen.findByText(/这段话太长了/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: '再发一次' })).toBeNull();
  });

  it('shows the hotlines when no server is there at all', async () => {
    server({});
    render(<App />);
    expect(await screen.findByRole('button', { name: '再试一次' })).toBeTruthy();
    expect(screen.getByRole('link', { name: /12393/ }).getAttribute('href')).toBe('tel:12393');
  });

  it('asks about the item of a shared link once, and takes it out of the address', async () => {
    window.history.replaceState(null, '', '/?service=elderly-health');
    const asked = server({ ...OPEN, 'POST messages': [{ body: hello }] });
    render(<App />);
    await screen.findByText('您好！');
    const posts = asked.filter(({ call }) => call === 'POST messages');
    expect(posts.map(({ body }) => body)).toMatchObject([{ text: '我想了解这项服务：elderly-health', service: 'elderly-health' }]);
    expect(window.location.search).toBe('');
  });

  it('does not ask about what only looks like an item', async () => {
    window.history.replaceState(null, '', '/?service=%3Cscript%3E');
    const asked = server({ ...OPEN, 'POST messages': [{ body: hello }] });
    render(<App />);
    await screen.findByRole('log');
    await waitFor(() => expect(asked.some(({ call }) => call === 'GET session')).toBe(true));
    expect(asked.some(({ call }) => call === 'POST messages')).toBe(false);
  });
});
