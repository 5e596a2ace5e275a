import { asProblem, type Problem } from './problem';

/** One thing asked of the hub: its last good answer stays while it is asked again. */
export class Resource<T> {
  value = $state.raw<T | undefined>();
  problem = $state.raw<Problem | undefined>();
  loading = $state(false);
  private asked = 0;

  /** Asks; a late answer to an older question is dropped. */
  async ask(question: () => Promise<T>): Promise<void> {
    const mine = ++this.asked;
    this.loading = true;
    try {
      const value = await question();
      if (mine !== this.asked) return;
      this.value = value;
      this.problem = undefined;
    } catch (thrown) {
      if (mine === this.asked) this.problem = asProblem(thrown);
    } finally {
      if (mine === this.asked) this.loading = false;
    }
  }

  clear(): void {
    this.asked++;
    this.value = undefined;
    this.problem = undefined;
    this.loading = false;
  }
}

/** Asks whenever what `question` reads changes. To be called while a component is set up. */
export function resource<T>(question: () => (() => Promise<T>) | undefined): Resource<T> {
  const asked = new Resource<T>();
  $effect(() => {
    const ask = question();
    if (ask !== undefined) void asked.ask(ask);
  });
  return asked;
}
