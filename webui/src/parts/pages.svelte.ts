import { asProblem, type Problem } from '../api/problem';

interface Page<T> {
  items: T[];
  next?: string | null;
}

/** A list that is read page by page, newest first. */
export class Pages<T> {
  items = $state.raw<T[]>([]);
  next = $state<string | null>(null);
  problem = $state.raw<Problem | undefined>();
  loading = $state(true);
  private asked = 0;

  constructor(private readonly read: (before: string | undefined) => Promise<Page<T>>) {}

  async first(): Promise<void> {
    await this.load(undefined, () => []);
  }

  async more(): Promise<void> {
    if (this.next !== null) await this.load(this.next, () => this.items);
  }

  private async load(before: string | undefined, kept: () => T[]): Promise<void> {
    const mine = ++this.asked;
    this.loading = true;
    try {
      const page = await this.read(before);
      if (mine !== this.asked) return;
      this.items = [...kept(), ...page.items];
      this.next = page.next ?? null;
      this.problem = undefined;
    } catch (thrown) {
      if (mine === this.asked) this.problem = asProblem(thrown);
    } finally {
      if (mine === this.asked) this.loading = false;
    }
  }
}
