/** What the hub answers itself, though it is at the same address. */
const SERVED = /^\/(api|docs|metrics)(\/|$)/;

/** Where the console is. The URL holds everything worth sharing: page, filter, tab, selection. */
class Place {
  path = $state(location.pathname);
  search = $state(location.search);
  readonly query = $derived(new URLSearchParams(this.search));

  constructor() {
    addEventListener('popstate', () => {
      this.read();
    });
    addEventListener('click', (event) => {
      this.follow(event);
    });
  }

  go(href: string): void {
    history.pushState(null, '', href);
    this.read();
  }

  /** Changes the query of this page without a step for Back; undefined or empty takes a name out. */
  with(changes: Record<string, string | undefined>): void {
    const query = new URLSearchParams(location.search);
    for (const [name, value] of Object.entries(changes)) {
      if (value === undefined || value === '') query.delete(name);
      else query.set(name, value);
    }
    const text = query.toString();
    history.replaceState(null, '', text === '' ? location.pathname : `${location.pathname}?${text}`);
    this.read();
  }

  replace(href: string): void {
    history.replaceState(null, '', href);
    this.read();
  }

  private read(): void {
    this.path = location.pathname;
    this.search = location.search;
  }

  /** Takes over plain clicks on links to this console; everything else stays the browser's. */
  private follow(event: MouseEvent): void {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (link === null || link.hasAttribute('target') || link.hasAttribute('download')) return;
    const to = new URL(link.getAttribute('href') ?? '', location.href);
    if (to.origin !== location.origin || SERVED.test(to.pathname)) return;
    event.preventDefault();
    this.go(to.pathname + to.search + to.hash);
  }
}

export const place = new Place();
