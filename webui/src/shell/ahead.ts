import { match } from '../router/match';
import { pages } from './pages';

/** Loads the page behind a link as soon as the pointer or the focus comes to it, so that it is there when it is wanted. */
export function ahead({ target }: Event): void {
  const link = target instanceof Element ? target.closest('a') : null;
  if (link?.origin !== location.origin) return;
  for (const page of pages) {
    if (match(page.path, link.pathname) === null) continue;
    // What cannot be loaded is told when it is wanted.
    if ('later' in page) page.later().catch(() => undefined);
    if ('laterList' in page) page.laterList().catch(() => undefined);
    return;
  }
}
