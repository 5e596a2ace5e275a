import { hub, type Schema } from '../../../api/client';
import { Resource } from '../../../api/resource.svelte';
import { type Backtest, over } from './words';

const PAUSE_MILLIS = 400;

/** A back-test that is watched until it is over. */
export class Watched {
  readonly job = new Resource<Backtest>();
  private timer = 0;

  constructor(private readonly pack: string) {}

  async begin(wanted: Schema['BacktestWanted']): Promise<void> {
    await this.job.ask(() => hub.beginBacktest(this.pack, wanted));
    this.again();
  }

  async look(id: string): Promise<void> {
    await this.job.ask(() => hub.backtest(this.pack, id));
    this.again();
  }

  show(job: Backtest): void {
    this.job.value = job;
    this.again();
  }

  async cancel(): Promise<void> {
    const id = this.job.value?.id;
    if (id === undefined) return;
    await hub.cancelBacktest(this.pack, id);
    await this.look(id);
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private again(): void {
    clearTimeout(this.timer);
    const { value } = this.job;
    if (value === undefined || over(value)) return;
    this.timer = window.setTimeout(() => void this.look(value.id), PAUSE_MILLIS);
  }
}
