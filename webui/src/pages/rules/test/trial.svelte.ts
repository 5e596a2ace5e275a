import { type DryRun, hub, type Schema } from '../../../api/client';
import { asProblem, Problem } from '../../../api/problem';
import type { PackFiles } from '../files';
import { bodyOf, fieldsOf, type Given, ofStory } from './given';

const WRITTEN = `{
  "type": "order.placed",
  "source": "shop",
  "subject": "order-1",
  "data": { "total": 500 }
}`;

/** Some events, and what the rules make of them. It lives as long as the editor of its pack. */
export class Trial {
  given = $state.raw<Given[]>([]);
  advance = $state('');
  run = $state.raw<DryRun | undefined>();
  problem = $state.raw<Problem | undefined>();
  running = $state(false);
  /** Whether the result is of the events as they are now. */
  fresh = $state(false);
  private next = 0;

  constructor(private readonly pack: string) {}

  write(): void {
    this.become([...this.given, { key: this.next++, text: WRITTEN }]);
  }

  async add(event: Pick<Schema['Event'], 'id' | 'source'>): Promise<void> {
    try {
      const story = await hub.event(event.id, event.source);
      this.become([...this.given, ofStory(story, this.next++)].sort(byTime));
    } catch (thrown) {
      this.problem = asProblem(thrown);
    }
  }

  /** Tries one event of the journal, unless something is tried already. */
  async begin(id: string, source: string, texts: PackFiles): Promise<void> {
    if (this.given.length > 0) return;
    await this.add({ id, source });
    await this.start(texts);
  }

  edit(key: number, text: string): void {
    this.become(this.given.map((one) => (one.key === key ? { ...one, text } : one)));
  }

  remove(key: number): void {
    this.become(this.given.filter((one) => one.key !== key));
  }

  become(given: Given[]): void {
    this.given = given;
    this.fresh = false;
  }

  async start(texts: PackFiles): Promise<void> {
    if (this.running || this.given.length === 0) return;
    this.running = true;
    this.problem = undefined;
    try {
      this.given.map(fieldsOf).forEach((fields, index) => {
        if (typeof fields === 'string') throw unreadable(index, fields);
      });
      this.run = await hub.dryRun(this.pack, bodyOf(this.given, this.advance.trim(), texts));
      this.fresh = true;
    } catch (thrown) {
      this.problem = asProblem(thrown);
    } finally {
      this.running = false;
    }
  }
}

/** Events of the journal in their order; written ones stay where they are. */
function byTime(a: Given, b: Given): number {
  return a.recorded === undefined || b.recorded === undefined ? 0 : a.recorded.at - b.recorded.at;
}

function unreadable(index: number, detail: string): Problem {
  return new Problem({
    title: `Event ${index + 1} cannot be read`,
    detail,
    nextStep: 'Write it as {"type": "order.placed", "subject": "order-1", "data": {}}.',
    code: 'no_event',
    status: 0,
  });
}
