import type { Raw } from '../format/lossless';
import type { components } from './schema';

export type Schema = components['schemas'];

/** JSON of others stays text. */
export type Keep<T, K extends keyof T> = Omit<T, K> & Partial<Record<K, Raw | null>>;

export type TraceMoment = Keep<Schema['TraceMoment'], 'detail'>;
export type TimelineEntry = Keep<Schema['TimelineEntry'], 'detail'>;
export type Intention = Keep<Schema['Intention'], 'input' | 'data'>;
type Decision = Omit<Schema['Decision'], 'intentions'> & { intentions: Intention[] };
export type EventStory = Omit<Keep<Schema['EventStory'], 'data'>, 'trace' | 'decision'> & {
  trace: TraceMoment[];
  decision?: Decision | null;
};
export type InstanceStory = Omit<
  Keep<Schema['InstanceStory'], 'input' | 'context' | 'output'>,
  'timeline'
> & {
  timeline: TimelineEntry[];
};

type Started = Keep<Schema['BacktestVersion']['starts'][number], 'input'>;
export type BacktestVersion = Omit<Schema['BacktestVersion'], 'starts' | 'others'> & {
  starts: Started[];
  others: Intention[];
};
export type BacktestChange = Omit<Schema['BacktestChange'], 'before' | 'after'> & {
  before: BacktestVersion;
  after: BacktestVersion;
};
export interface BacktestChanges {
  items: BacktestChange[];
  next: string | null;
  total: number;
}
export type DryRunResult = Omit<Schema['DryRunResult'], 'intentions'> & { intentions: Intention[] };
export interface DryRun {
  results: DryRunResult[];
  facts: Schema['HeldFact'][];
}
