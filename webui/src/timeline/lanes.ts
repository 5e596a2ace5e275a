import type { TimelineEntry } from '../api/client';
import type { Raw } from '../format/lossless';
import { duration } from '../format/time';
import type { Tone } from '../parts/tone';

/** Something that happened, or took, time. `to` is `from` for a point; a wait is hatched. */
export interface Mark {
  id: string;
  from: number;
  to: number;
  shape: 'point' | 'span' | 'wait';
  tone: Tone;
  label: string;
  /** What the panel beside the axis says, as name and value. */
  facts: [string, string][];
  detail?: Raw | null;
}

export interface Row {
  label: string;
  title: string;
  marks: Mark[];
}

export interface Lane {
  name: string;
  note: string;
  href?: string;
  rows: Row[];
}

const UNWINDS = new Set([
  'failed',
  'caught',
  'retrying',
  'cancelled',
  'discarded',
  'finished',
  'compensating',
  'compensated',
]);
const POINTS: Record<string, Tone> = {
  emitted: 'dup',
  redriven: 'accent',
  skipped: 'none',
  caught: 'warn',
  chose: 'none',
};

/**
 * The rows of an instance's timeline: one for each task that did something, attempts as spans, waits and pauses before a
 * retry as waits.
 *
 * @param now where something that is still going on ends
 */
export function taskRows(entries: readonly TimelineEntry[], now: number, prefix: string): Row[] {
  const rows = new Map<string, Row>();
  const open = new Map<string, Mark>();
  entries.forEach((entry, i) => {
    const row = rowOf(rows, entry);
    for (const [path, mark] of open) {
      if (!ends(entry, path, mark)) continue;
      close(mark, entry);
      open.delete(path);
    }
    const mark = markOf(entry, `${prefix}${i}`, now);
    if (mark === undefined) return;
    row.marks.push(mark);
    if (mark.shape !== 'point') open.set(entry.path, mark);
  });
  return [...rows.values()].filter((row) => row.marks.length > 0);
}

/** An entry ends what is open at its own place; a failure also all that is inside, and work inside a wait that is around it. */
function ends(entry: TimelineEntry, path: string, mark: Mark): boolean {
  if (path === entry.path) return entry.what !== 'emitted';
  if (UNWINDS.has(entry.what)) return path.startsWith(`${entry.path}/`);
  return mark.shape === 'wait' && entry.path.startsWith(`${path}/`);
}

function rowOf(rows: Map<string, Row>, entry: TimelineEntry): Row {
  const found = rows.get(entry.path);
  if (found !== undefined) return found;
  const row = {
    label: entry.task === '' ? 'instance' : entry.task,
    title: entry.path || 'the instance itself',
    marks: [],
  };
  rows.set(entry.path, row);
  return row;
}

/** An end of something open has no mark of its own: it gives the open one its end and its colour. */
function markOf(entry: TimelineEntry, id: string, now: number): Mark | undefined {
  const base = { id, from: entry.at, detail: entry.detail ?? null, facts: facts(entry) };
  switch (entry.what) {
    case 'scheduled':
      return { ...base, to: now, shape: 'span', tone: 'accent', label: `attempt ${entry.attempt}` };
    case 'retrying':
      return { ...base, to: now, shape: 'wait', tone: 'warn', label: `waits for attempt ${entry.attempt}` };
    case 'waiting':
      return { ...base, to: now, shape: 'wait', tone: 'warn', label: 'waits' };
    case 'queued':
      return { ...base, to: now, shape: 'wait', tone: 'warn', label: 'has not begun' };
    case 'begun':
    case 'started':
    case 'succeeded':
      return undefined;
    case 'failed':
    case 'finished':
    case 'cancelled':
    case 'discarded':
      if (entry.path !== '') return undefined;
      return { ...base, to: entry.at, shape: 'point', tone: endTone(entry.what), label: entry.what };
    default:
      return { ...base, to: entry.at, shape: 'point', tone: POINTS[entry.what] ?? 'none', label: entry.what };
  }
}

function endTone(what: string): Tone {
  if (what === 'finished') return 'ok';
  return what === 'failed' ? 'bad' : 'none';
}

function close(open: Mark, entry: TimelineEntry): void {
  open.to = entry.at;
  open.facts.push(['took', duration(entry.at - open.from)]);
  if (open.shape !== 'span') return;
  open.facts.push(['outcome', entry.what]);
  if (entry.what === 'succeeded') open.tone = 'ok';
  if (entry.what === 'failed') open.tone = 'bad';
  if (entry.what === 'retrying' || entry.what === 'caught') open.tone = 'warn';
  const cause = causeOf(entry.detail);
  if (cause !== null && open.tone !== 'ok') open.facts.push(['cause', cause]);
}

function facts(entry: TimelineEntry): [string, string][] {
  const list: [string, string][] = [];
  if (entry.task !== '') list.push(['task', entry.task]);
  if (entry.path !== '') list.push(['path', entry.path]);
  if (entry.attempt > 0) list.push(['attempt', String(entry.attempt)]);
  return list;
}

interface Cause {
  title?: unknown;
  detail?: unknown;
  error?: Cause;
}

/** The words of a fault inside a detail, or null. Nothing of what is parsed here is shown but text. */
function causeOf(detail: Raw | null | undefined): string | null {
  if (detail === null || detail === undefined) return null;
  const fault = JSON.parse(detail.raw) as Cause | null;
  const { title, detail: words } = fault?.error ?? fault ?? {};
  const said = [title, words].filter((part) => typeof part === 'string' && part !== '');
  return said.length === 0 ? null : said.join(': ');
}
