import { duration } from '../format/time';

/*
 * Milliseconds and hours on one axis. Between two neighbouring times the axis runs with the logarithm of the distance, so
 * that a decision of 2 ms stays visible beside a retry of 4 s; from FOLD on a gap has a fixed width and says its length.
 */

const FOLD = 30_000;
const FOLDED = 2.2;

interface Fold {
  from: number;
  to: number;
  label: string;
}

export interface Axis {
  /** Where a time lies, in percent of the width; 0 and 100 are the first and the last time. */
  at: (time: number) => number;
  ticks: { x: number; label: string }[];
  folds: Fold[];
}

/** An axis on which all of these times can be told apart. */
export function axisOf(times: number[]): Axis {
  const stops = [...new Set(times)].sort((a, b) => a - b);
  const first = stops[0] ?? 0;
  const reach = [0];
  for (let i = 1; i < stops.length; i++) reach.push((reach[i - 1] ?? 0) + weight(gap(stops, i)));
  const total = reach.at(-1) ?? 0;
  const x = (i: number) => (total === 0 ? 0 : (100 * (reach[i] ?? 0)) / total);
  return {
    at: (time) => between(time, stops, x),
    ticks: ticks(stops, x, first),
    folds: stops.flatMap((_, i) =>
      i > 0 && gap(stops, i) > FOLD ? [{ from: x(i - 1), to: x(i), label: duration(gap(stops, i)) }] : [],
    ),
  };
}

const gap = (stops: number[], i: number): number => (stops[i] ?? 0) - (stops[i - 1] ?? 0);

const weight = (millis: number): number => (millis > FOLD ? FOLDED : 0.6 + Math.log10(1 + millis));

function between(time: number, stops: number[], x: (i: number) => number): number {
  const after = stops.findIndex((stop) => stop >= time);
  if (after < 0) return 100;
  if (after === 0 || stops[after] === time) return x(after);
  const share = (time - (stops[after - 1] ?? 0)) / gap(stops, after);
  return x(after - 1) + share * (x(after) - x(after - 1));
}

/** Labels with at least 13 % between them. */
function ticks(stops: number[], x: (i: number) => number, first: number): Axis['ticks'] {
  const out: Axis['ticks'] = [];
  stops.forEach((stop, i) => {
    const last = out.at(-1);
    if (last !== undefined && x(i) - last.x < 13) return;
    if (x(i) > 90) return;
    out.push({ x: x(i), label: i === 0 ? '0' : `+${duration(stop - first)}` });
  });
  return out;
}
