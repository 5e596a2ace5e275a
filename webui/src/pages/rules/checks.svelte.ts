import { hub, type Schema } from '../../api/client';
import { asProblem, type Problem } from '../../api/problem';
import { counted } from '../../format/number';
import type { PackFiles } from './files';

export type Found = Schema['FileDiagnostic'];
export type CaseResult = Schema['CaseResult'];

const PAUSE_MILLIS = 300;

/** What the hub's own compiler says of the texts. An answer to an older text is dropped. */
export class Checks {
  found = $state.raw<Found[]>([]);
  /** Whether `found` is of the texts as they are now. */
  fresh = $state(false);
  problem = $state.raw<Problem | undefined>();
  readonly errors = $derived(this.found.filter(({ severity }) => severity === 'error').length);
  private timer = 0;
  private asking = new AbortController();

  constructor(private readonly pack: string) {}

  /** Asks after a pause in which nothing else is asked. */
  ask(texts: Schema['DraftText']): void {
    this.stop();
    this.fresh = false;
    this.timer = window.setTimeout(() => void this.now(texts), PAUSE_MILLIS);
  }

  async now(texts: Schema['DraftText']): Promise<void> {
    this.stop();
    this.fresh = false;
    const mine = (this.asking = new AbortController());
    try {
      const { diagnostics } = await hub.checkPack(this.pack, texts, mine.signal);
      if (mine.signal.aborted) return;
      this.found = diagnostics;
      this.fresh = true;
      this.problem = undefined;
    } catch (thrown) {
      if (!mine.signal.aborted) this.problem = asProblem(thrown);
    }
  }

  stop(): void {
    clearTimeout(this.timer);
    this.asking.abort();
  }
}

/** The cases of the texts, run on demand. */
export class CaseRun {
  results = $state.raw<CaseResult[] | undefined>();
  running = $state(false);
  problem = $state.raw<Problem | undefined>();
  /** The texts that the results are of. */
  of = $state.raw<PackFiles | undefined>();
  readonly failed = $derived(
    (this.results ?? []).filter(({ passed, skipped }) => !passed && !skipped).length,
  );

  constructor(private readonly pack: string) {}

  async run(texts: PackFiles): Promise<void> {
    if (this.running) return;
    this.running = true;
    try {
      this.results = (await hub.runCases(this.pack, texts)).results;
      this.problem = undefined;
      this.of = texts;
    } catch (thrown) {
      this.problem = asProblem(thrown);
    } finally {
      this.running = false;
    }
  }

  /** "10 cases passed", "1 of 10 cases failed", "4 cases passed, 6 could not be run here". */
  readonly told = $derived.by(() => {
    const results = this.results ?? [];
    const skipped = results.filter((result) => result.skipped).length;
    const ran = counted(results.length - skipped, 'case');
    const rest = skipped > 0 ? `, ${skipped} could not be run here` : '';
    return this.failed > 0 ? `${this.failed} of ${ran} failed${rest}` : `${ran} passed${rest}`;
  });
}
