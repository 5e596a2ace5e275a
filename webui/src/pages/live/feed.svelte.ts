import { hub } from '../../api/client';
import { momentsOf } from './recent';
import { stream } from '../../api/stream.svelte';
import { filterText, matcher, parseFilter } from '../../format/filter';
import { Ring } from './ring';
import { read, WORDS, type LiveRow } from './rows';

const KEPT = 10_000;
/** How many of the journal are shown that came before this tab did. */
const BEFORE = 200;
/** Fields that every moment of an event carries: only these may be filtered by the hub, or rows would stop changing. */
const SAFE = new Set(['source', 'event', 'partition']);

/** What Live shows now. It outlives the page, so that coming back finds the rows still there. */
class Feed {
  rows = $state.raw<readonly LiveRow[]>([]);
  paused = $state(false);
  /** Rows that came while paused. */
  waiting = $state(0);
  received = $state(0);
  skipped = $state(0);
  size = $state(0);

  private readonly ring = new Ring(KEPT);
  /** Counts paints: rows are changed in place, so this says when to look again. */
  version = $state(0);

  private painted = -1;
  private filled = false;
  private frozenAt = 0;
  private passes: (row: LiveRow) => boolean = () => true;

  constructor() {
    stream.listen(({ moments, skipped }) => {
      this.ring.add(moments, skipped);
    });
  }

  /** Shows what came before this tab did: the newest of the journal, oldest first. A fault leaves the list as it is. */
  fill(): void {
    if (this.filled) return;
    this.filled = true;
    hub.events({ limit: BEFORE }).then(
      ({ items }) => {
        this.ring.before(items.toReversed().map(momentsOf));
      },
      () => (this.filled = false),
    );
  }

  filter(text: string): void {
    const terms = parseFilter(text);
    this.passes = matcher(terms, read, WORDS);
    this.painted = -1;
    stream.narrow(filterText(terms.filter((term) => SAFE.has(term.field))));
    if (this.paused) this.rows = this.ring.newest(this.passes);
  }

  /** Paints once per animation frame while a page is looking. */
  follow(): () => void {
    const next = () => {
      this.paint();
      frame = requestAnimationFrame(next);
    };
    let frame = requestAnimationFrame(next);
    return () => {
      cancelAnimationFrame(frame);
    };
  }

  pause(): void {
    if (this.paused) return;
    this.frozenAt = this.ring.received;
    this.waiting = 0;
    this.paused = true;
  }

  resume(): void {
    this.paused = false;
    this.painted = -1;
  }

  find(key: string): LiveRow | undefined {
    return this.ring.find(key);
  }

  private paint(): void {
    if (this.painted === this.ring.version) return;
    this.painted = this.ring.version;
    this.version++;
    this.received = this.ring.received;
    this.skipped = this.ring.skipped;
    this.size = this.ring.size;
    if (this.paused) this.waiting = this.ring.received - this.frozenAt;
    else this.rows = this.ring.newest(this.passes);
  }
}

export const feed = new Feed();
