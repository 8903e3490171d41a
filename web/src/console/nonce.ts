/** The server's leave for style sheets made while the page runs (antd, CodeMirror); see Content-Security-Policy. */
export const NONCE: string = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
