/** Printing, which in a browser is also "save as PDF". */

/** Prints one message alone, with everything that is folded on the screen opened. */
export function printMessage(within: HTMLElement): void {
  const element = within.closest<HTMLElement>('.message') ?? within;
  document.body.dataset.printing = 'one';
  element.dataset.printed = '';
  const restore = () => {
    delete document.body.dataset.printing;
    delete element.dataset.printed;
    window.removeEventListener('afterprint', restore);
  };
  window.addEventListener('afterprint', restore);
  window.print();
}

/** WeChat's browser takes the call and does nothing, so people are told what to do instead. */
export function canPrint(): boolean {
  return typeof window.print === 'function' && !/MicroMessenger/i.test(navigator.userAgent);
}

/** Opens what is folded before any printing, also the browser's own Ctrl+P, and folds it again. */
export function unfoldForPrinting(): () => void {
  let unfolded: HTMLDetailsElement[] = [];
  const unfold = () => {
    unfolded = [...document.querySelectorAll<HTMLDetailsElement>('main details:not([open])')];
    unfolded.forEach((details) => (details.open = true));
  };
  const fold = () => unfolded.forEach((details) => (details.open = false));
  window.addEventListener('beforeprint', unfold);
  window.addEventListener('afterprint', fold);
  return () => {
    window.removeEventListener('beforeprint', unfold);
    window.removeEventListener('afterprint', fold);
  };
}
