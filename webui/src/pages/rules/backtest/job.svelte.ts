import { hub, type Schema } from '../../../api/client';
import { Resource } from '../../../api/resource.svelte';
import { type Backtest, over } from './words';

const PAUSE_MILLIS = 400;
/** A hub that does not answer is not asked as often. */
const TROUBLED_MILLIS = 3000;

type Asked = Pick<typeof hub, 'backtest' | 'beginBacktest' | 'cancelBacktest'>;

/** A back-test that is watched until it is over, or until nobody looks any more. */
export class Watched {
  readonly job = new Resource<Backtest>();
  private timer = 0;
  private looked = true;

  constructor(
    private readonly pack: string,
    private readonly of: Asked = hub,
  ) {}

  begin(wanted: Schema['BacktestWanted']): Promise<void> {
    return this.ask(() => this.of.beginBacktest(this.pack, wanted));
  }

  look(id: string): Promise<void> {
    return this.ask(() => this.of.backtest(this.pack, id));
  }

  show(job: Backtest): void {
    this.job.value = job;
    this.again();
  }

  async cancel(): Promise<void> {
    const id = this.job.value?.id;
    if (id === undefined) return;
    await this.ask(async () => {
      await this.of.cancelBacktest(this.pack, id);
      return this.of.backtest(this.pack, id);
    });
  }

  /** Whoever looked has gone: an answer that is still on its way asks for nothing more. */
  stop(): void {
    this.looked = false;
    clearTimeout(this.timer);
  }

  private async ask(question: () => Promise<Backtest>): Promise<void> {
    await this.job.ask(question);
    if (this.job.problem?.status === 404) this.job.value = undefined;
    this.again();
  }

  private again(): void {
    clearTimeout(this.timer);
    const { value, problem } = this.job;
    if (!this.looked || value === undefined || over(value)) return;
    const pause = problem === undefined ? PAUSE_MILLIS : TROUBLED_MILLIS;
    this.timer = window.setTimeout(() => void this.look(value.id), pause);
  }
}
