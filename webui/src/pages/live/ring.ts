import type { Moment } from '../../api/stream.svelte';
import { newRow, rowKey, tell, type LiveRow } from './rows';

/**
 * The newest rows of the feed, outside of reactivity: frames come ten times a second with hundreds of moments each, and
 * one paint per animation frame looks at `version` to know whether anything changed.
 */
export class Ring {
  version = 0;
  /** Rows that ever came, and moments that the hub left out. */
  received = 0;
  skipped = 0;

  private readonly rows: LiveRow[] = [];
  private readonly byKey = new Map<string, LiveRow>();
  private oldest = 0;
  private refusals = 0;

  constructor(private readonly capacity: number) {}

  get size(): number {
    return this.rows.length;
  }

  add(moments: readonly Moment[], skipped: number): void {
    this.skipped += skipped;
    for (const moment of moments) this.tell(moment);
    this.version++;
  }

  /** Puts events before all others that were there before this tab came; what is known already stays as it is. */
  before(events: readonly Moment[][]): void {
    const older: LiveRow[] = [];
    for (const moments of events.slice(0, this.capacity - this.rows.length)) {
      const [first] = moments;
      if (first === undefined || this.byKey.has(rowKey(first, 0))) continue;
      const row = newRow(rowKey(first, 0), first);
      for (const moment of moments) tell(row, moment);
      this.byKey.set(row.key, row);
      older.push(row);
    }
    this.rows.unshift(...older);
    this.version++;
  }

  find(key: string): LiveRow | undefined {
    return this.byKey.get(key);
  }

  /** The rows that pass, newest first. */
  newest(passes: (row: LiveRow) => boolean): LiveRow[] {
    const out: LiveRow[] = [];
    for (let i = this.rows.length - 1; i >= 0; i--) {
      const row = this.rows[(this.oldest + i) % this.rows.length];
      if (row !== undefined && passes(row)) out.push(row);
    }
    return out;
  }

  private tell(moment: Moment): void {
    // What the clock decided is no event of its own.
    if (moment.moment === 'elapsed') return;
    if (moment.moment === 'refused') this.refusals++;
    const key = rowKey(moment, this.refusals);
    const known = this.byKey.get(key);
    const row = known ?? newRow(key, moment);
    tell(row, moment);
    if (known === undefined) this.put(row);
  }

  private put(row: LiveRow): void {
    this.received++;
    this.byKey.set(row.key, row);
    if (this.rows.length < this.capacity) {
      this.rows.push(row);
      return;
    }
    const gone = this.rows[this.oldest];
    if (gone !== undefined) this.byKey.delete(gone.key);
    this.rows[this.oldest] = row;
    this.oldest = (this.oldest + 1) % this.capacity;
  }
}
