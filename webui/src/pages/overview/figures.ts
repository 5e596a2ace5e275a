import type { Schema } from '../../api/client';
import { count, rate } from '../../format/number';
import { duration } from '../../format/time';
import type { Tone } from '../../parts/tone';

/** The six numbers that tell whether the hub is well. */
export interface Figure {
  name: string;
  value: string;
  /** Over which time. */
  over: string;
  tone: Tone;
  href: string;
  values: readonly number[];
}

export function figuresOf(stats: Schema['Stats'], history: Schema['History']): Figure[] {
  const { flows, latency, backlog, deadLetters } = stats;
  const last = `last ${flows.seconds} s`;
  const { p99 } = latency;
  return [
    {
      name: 'Events in',
      value: `${rate(sum(flows.sources.map(({ accepted }) => accepted.rate)))}/s`,
      over: last,
      tone: 'accent',
      href: '/events',
      values: history.journaled,
    },
    {
      name: 'Duplicates recognised',
      value: `${rate(sum(flows.sources.map(({ duplicates }) => duplicates.rate)))}/s`,
      over: last,
      tone: 'dup',
      href: '/events?f=outcome:duplicate',
      values: history.duplicates,
    },
    {
      name: 'Rules matched',
      value: `${rate(sum(flows.rules.map(({ matched }) => matched.rate)))}/s`,
      over: last,
      tone: 'accent',
      href: '/events?f=outcome:matched',
      values: history.matched,
    },
    {
      name: 'Event to process, p99',
      value: p99 == null ? '–' : duration(p99),
      over: 'last 60 s',
      tone: p99 != null && p99 > 1000 ? 'warn' : 'accent',
      // The slowest hundredth; the figure is rounded up, so that a bit less finds them.
      href: p99 == null ? '/live' : `/live?f=latency:>${Math.floor(p99 * 0.9)}`,
      values: history.p99,
    },
    {
      name: 'Backlog',
      value: count(backlog),
      over: 'now',
      tone: backlog === 0 ? 'ok' : 'accent',
      href: '/events?f=state:journaled',
      values: history.backlog,
    },
    {
      name: 'Dead letters',
      value: count(deadLetters),
      over: 'now',
      tone: deadLetters === 0 ? 'ok' : 'bad',
      href: '/dead-letters',
      values: history.deadLetters,
    },
  ];
}

const sum = (values: number[]): number => values.reduce((a, b) => a + b, 0);
