import type { Schema } from '../../../api/client';
import { count, counted } from '../../../format/number';
import { absolute, duration } from '../../../format/time';

export type Backtest = Schema['Backtest'];
export type Result = Schema['BacktestResult'];
export type Kind = Schema['ChangeKind'];

export const over = ({ state }: Backtest): boolean => state !== 'queued' && state !== 'running';

/** "the newest 10,000 events", or the two ends of a range. */
export function spanOf({ last, from, to }: Backtest): string {
  if (last > 0) return `the newest ${counted(last, 'event')}`;
  return `${from === 0 ? 'the beginning' : absolute(from)} to ${absolute(to)}`;
}

/** How long it has run, in milliseconds; undefined before it began. */
export function tookOf({ startedAt, endedAt }: Backtest, now: number): number | undefined {
  return startedAt == null ? undefined : Math.max(1, (endedAt ?? now) - startedAt);
}

/** "48,211 events replayed in 6.20 s". */
export function replayed(job: Backtest, now: number): string {
  const took = tookOf(job, now);
  return `${counted(job.events, 'event')} replayed${took === undefined ? '' : ` in ${duration(took)}`}`;
}

/** "+12 new, −34 lost, 778 same, 3 with another input": the last only when there are any. */
export function startsOf({ starts }: Pick<Result, 'starts'>): string {
  const changed = starts.changed > 0 ? `, ${count(starts.changed)} with another input` : '';
  return `+${count(starts.new)} new, −${count(starts.lost)} lost, ${count(starts.same)} same${changed}`;
}

/** "87 decisions differ": of events, and of seconds of the clock. */
export function differing({ changes }: Pick<Result, 'changes'>): string {
  if (changes.total === 0) return 'nothing is decided differently';
  return changes.total === 1 ? '1 decision differs' : `${count(changes.total)} decisions differ`;
}

/** Whether a draft does nothing else than what is active. */
export const alike = (result: Result): boolean => result.changes.total === 0;

export const KINDS: Record<Kind, string> = {
  new: 'new starts',
  lost: 'lost starts',
  changed: 'other input',
  fired: 'other rules fired',
  said: 'other events or alerts',
  quarantined: 'quarantine',
};
