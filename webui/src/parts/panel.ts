import type { Attachment } from 'svelte/attachments';

/**
 * What opens beside a page: a button that opened it gives the focus to `first`, Escape closes it, and the focus goes back to
 * where it was.
 */
export function panel(first: string, onclose: () => void): Attachment<HTMLElement> {
  return (node) => {
    const before = document.activeElement;
    if (before instanceof HTMLButtonElement) node.querySelector<HTMLElement>(first)?.focus();
    const close = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      event.preventDefault();
      onclose();
    };
    node.addEventListener('keydown', close);
    return () => {
      node.removeEventListener('keydown', close);
      const at = document.activeElement;
      const lost = at === null || at === document.body || node.contains(at);
      if (lost && before instanceof HTMLElement && before.isConnected) before.focus();
    };
  };
}
