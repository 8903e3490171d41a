/** Calls to our own server. Same origin only; the session is a cookie that scripts cannot read. */

const TIMEOUT_MS = 20_000;

export class ApiError extends Error {
  /** `status` is the HTTP status, or 0 when no answer came at all; `detail` whatever came with the sentence. */
  constructor(
    readonly status: number,
    message: string,
    readonly detail: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }

  /** Whether the server, or the way to it, is gone: nothing at all came back, or a proxy answered in its place. */
  get away(): boolean {
    return [0, 502, 503, 504].includes(this.status);
  }

  /** Whether the same request may go through later as it is. */
  get retryable(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

/**
 * Sends one request and returns the JSON of the answer (undefined for 204).
 * Throws ApiError with a sentence fit for a resident, the server's own where it gave one.
 */
export async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await reach(method, path, body);
  if (!response.ok) throw await errorOf(response);
  if (response.status === 204) return undefined as T;
  return (await readJson(response)) as T;
}

async function reach(method: string, path: string, body: unknown): Promise<Response> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), TIMEOUT_MS);
  try {
    return await fetch(path, {
      method,
      headers: headersFor(method, body),
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: 'same-origin',
      signal: patience.signal,
    });
  } catch {
    throw new ApiError(0, patience.signal.aborted ? '等了很久也没有回音，可能网络太慢。' : '现在连不上服务器，请看看手机有没有网络。');
  } finally {
    clearTimeout(timer);
  }
}

function headersFor(method: string, body: unknown): Record<string, string> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  // A page on another site cannot set this header, so the server can refuse forged requests.
  if (method !== 'GET') headers['X-Shuhui'] = '1';
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  return headers;
}

async function errorOf(response: Response): Promise<ApiError> {
  const answer = (await response.json().catch(() => null)) as Record<string, unknown> | null;
  const own = typeof answer?.error === 'string' && answer.error;
  return new ApiError(response.status, own || usualSentence(response.status), answer ?? {});
}

function usualSentence(status: number): string {
  if (status === 413) return '这段话太长了，请分成几次说。';
  if (status === 429) return '问得太快了，请歇一会儿再试。';
  if (status >= 500) return '服务器出了点问题，请过一会儿再试。';
  return '这句话没能处理，请换个说法再试。';
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    throw new ApiError(502, '服务器的回答没有传完整，请再试一次。');
  }
}
