import { type DryRun, hub } from '../../../api/client';
import { asProblem, Problem } from '../../../api/problem';
import type { EventRef } from '../../../router/hrefs';
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

  async add(...events: EventRef[]): Promise<void> {
    try {
      const stories = await Promise.all(events.map(({ id, source }) => hub.event(id, source)));
      this.become([...this.given, ...stories.map((story) => ofStory(story, this.next++))].sort(byTime));
    } catch (thrown) {
      this.problem = asProblem(thrown);
    }
  }

  /** Tries events of the journal, unless something is tried already. */
  async begin(events: EventRef[], texts: PackFiles): Promise<void> {
    if (this.given.length > 0) return;
    await this.add(...events);
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
