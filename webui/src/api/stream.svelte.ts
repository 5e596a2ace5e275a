import type { Schema } from './client';
import { session } from './session.svelte';

export type Moment = Schema['Moment'];
type Stats = Schema['Stats'];
type Connection = 'connecting' | 'open' | 'lost';

type Listener = (frame: Schema['FeedFrame']) => void;

const HIDDEN_LIMIT = 30_000;

/**
 * The one server-sent stream of this tab. It is closed while the tab has been hidden for more than 30 s, and opened again
 * by itself when it breaks.
 */
class Stream {
  connection = $state<Connection>('connecting');
  stats = $state.raw<Stats | undefined>();
  /** How often the hub could not go on from where this tab was: moments are missing. */
  gaps = $state(0);

  private readonly listeners = new Map<Listener, () => void>();
  private source: EventSource | undefined;
  private filter = '';
  private again: ReturnType<typeof setTimeout> | undefined;
  private hiding: ReturnType<typeof setTimeout> | undefined;

  private wanted = false;

  constructor() {
    document.addEventListener('visibilitychange', () => {
      this.visibility();
    });
  }

  start(): void {
    this.wanted = true;
    this.open();
  }

  stop(): void {
    this.wanted = false;
    this.close();
  }

  /** Calls `again` when moments may have passed unseen: what was read before is to be read again. */
  listen(listener: Listener, again: () => void = () => undefined): () => void {
    this.listeners.set(listener, again);
    return () => this.listeners.delete(listener);
  }

  private missed(): void {
    for (const again of this.listeners.values()) again();
  }

  /** Lets the hub leave out what nobody looks at; an unchanged filter changes nothing. */
  narrow(filter: string): void {
    if (filter === this.filter) return;
    this.filter = filter;
    if (this.source !== undefined) this.open();
  }

  private close(): void {
    clearTimeout(this.again);
    this.source?.close();
    this.source = undefined;
  }

  private open(): void {
    this.close();
    const query = new URLSearchParams({ topics: 'feed,stats' });
    if (this.filter !== '') query.set('filter', this.filter);
    const source = new EventSource(`/api/v1/stream?${query.toString()}`);
    this.source = source;
    source.onopen = () => {
      this.connection = 'open';
      this.missed();
    };
    source.onerror = () => {
      this.broken(source);
    };
    source.addEventListener('feed', (event: MessageEvent<string>) => {
      const frame = JSON.parse(event.data) as Schema['FeedFrame'];
      for (const listener of this.listeners.keys()) listener(frame);
    });
    source.addEventListener('stats', (event: MessageEvent<string>) => {
      this.stats = JSON.parse(event.data) as Stats;
    });
    source.addEventListener('gap', () => {
      this.gaps++;
      this.missed();
    });
  }

  /** The browser tries again by itself, but not after an answer that is no stream, such as a 503. */
  private broken(source: EventSource): void {
    this.connection = 'lost';
    if (source.readyState !== EventSource.CLOSED) return;
    this.close();
    this.again = setTimeout(() => {
      void this.reopen();
    }, 2000);
  }

  /** An EventSource does not tell why it ended: when the session did, the way back is the login. */
  private async reopen(): Promise<void> {
    const answer = await fetch('/api/v1/session').catch(() => undefined);
    if (answer?.status === 401) session.lost();
    else if (this.wanted) this.open();
  }

  private visibility(): void {
    clearTimeout(this.hiding);
    if (document.hidden && this.wanted) {
      this.hiding = setTimeout(() => {
        this.close();
        this.connection = 'lost';
      }, HIDDEN_LIMIT);
    } else if (this.wanted && this.source === undefined) {
      this.open();
    }
  }
}

export const stream = new Stream();
