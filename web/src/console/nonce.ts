/** The server's leave for style sheets made while the page runs (antd, CodeMirror); see Content-Security-Policy. */
export const NONCE: string = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';

/** antd's own helpers for the scroll bar forget the nonce they are given; so every <style> of a script gets it. */
export function giveNonceToStyles(): void {
  const create = document.createElement.bind(document);
  document.createElement = ((name: string, options?: ElementCreationOptions) => {
    const made = create(name, options);
    if (made instanceof HTMLStyleElement) made.nonce = NONCE;
    return made;
  }) as typeof document.createElement;
}
