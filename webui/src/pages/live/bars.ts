import type { Schema } from '../../api/client';

/** The last five minutes as bars of some seconds each, stacked by what became of the events. */

export const SECONDS = 300;
export const STEP = 5;

export type Outcome = 'refused' | 'duplicate' | 'unmatched' | 'matched';
export const OUTCOMES: Outcome[] = ['matched', 'unmatched', 'duplicate', 'refused'];

export interface Bars {
  /** When the last bar ends, milliseconds since the epoch. */
  end: number;
  /** The highest bar. */
  most: number;
  /** Of each bar, from the oldest, how many of each outcome. */
  counts: Record<Outcome, number>[];
}

/** Bars end at whole steps of the clock, so that they do not flicker while time passes. */
export function barsOf(history: Schema['History']): Bars {
  const last = history.at.at(-1) ?? 0;
  const size = STEP * 1000;
  const end = Math.ceil(last / size) * size;
  const counts = Array.from({ length: SECONDS / STEP }, () => ({
    matched: 0,
    unmatched: 0,
    duplicate: 0,
    refused: 0,
  }));
  history.at.forEach((at, i) => {
    const bar = counts[counts.length - 1 - Math.floor((end - at) / size)];
    if (bar === undefined) return;
    bar.matched += history.matched[i] ?? 0;
    bar.unmatched += history.unmatched[i] ?? 0;
    bar.duplicate += history.duplicates[i] ?? 0;
    bar.refused += (history.refused[i] ?? 0) + (history.quarantined[i] ?? 0);
  });
  const heights = counts.map((bar) => OUTCOMES.reduce((sum, outcome) => sum + bar[outcome], 0));
  return { end, most: Math.max(...heights, 1), counts };
}

/** The path of all parts of one outcome, in a box of one unit for each bar and `height` units. */
export function pathOf({ counts, most }: Bars, outcome: Outcome, height: number): string {
  const below = OUTCOMES.slice(0, OUTCOMES.indexOf(outcome));
  return counts
    .map((bar, i) => {
      if (bar[outcome] === 0) return '';
      const from = below.reduce((sum, one) => sum + bar[one], 0);
      const y = height - ((from + bar[outcome]) / most) * height;
      return `M${i + 0.08},${y.toFixed(2)}h0.84v${((bar[outcome] / most) * height).toFixed(2)}h-0.84z`;
    })
    .join('');
}

/** The times between two places of the strip, each from 0 to 1; at least one bar. */
export function between(end: number, a: number, b: number): { from: number; to: number } {
  const bars = SECONDS / STEP;
  const first = Math.floor(Math.max(0, Math.min(a, b)) * bars);
  const last = Math.ceil(Math.min(1, Math.max(a, b)) * bars);
  const at = (bar: number) => end - (bars - bar) * STEP * 1000;
  return { from: at(Math.min(first, bars - 1)), to: at(Math.max(last, first + 1)) };
}
