import { useEffect, useId, useRef, type ReactNode } from 'react';
import { Icon } from './Icon';

interface DialogProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
}

/**
 * A modal sheet over the page: the browser's own <dialog>, which keeps the focus inside, closes on
 * Escape and gives the focus back. Old browsers without showModal show it as a plain sheet.
 */
export function Dialog({ title, onClose, children }: DialogProps) {
  const titleId = useId();
  const ref = useModal();
  return (
    <dialog ref={ref} className="sheet" aria-labelledby={titleId} onClose={onClose}>
      <header className="sheet__head">
        <h2 id={titleId} tabIndex={-1}>
          {title}
        </h2>
        <button type="button" className="plain" onClick={onClose}>
          <Icon name="close" />
          关闭
        </button>
      </header>
      <div className="sheet__body">{children}</div>
    </dialog>
  );
}

function useModal() {
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = ref.current;
    const opener = document.activeElement as HTMLElement | null;
    if (dialog && !dialog.open) open(dialog);
    return () => {
      dialog?.close?.();
      opener?.focus?.();
    };
  }, []);
  return ref;
}

function open(dialog: HTMLDialogElement) {
  if (dialog.showModal) dialog.showModal();
  else dialog.setAttribute('open', '');
  dialog.querySelector<HTMLElement>('h2')?.focus();
}
