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

/** What a result is of. */
interface Tried {
  given: Given[];
  advance: string;
  texts: PackFiles;
}

/** Some events, and what the rules make of them. It lives as long as the editor of its pack. */
export class Trial {
  given = $state.raw<Given[]>([]);
  advance = $state('');
  run = $state.raw<DryRun | undefined>();
  problem = $state.raw<Problem | undefined>();
  running = $state(false);
  private tried = $state.raw<Tried | undefined>();
  private next = 0;

  constructor(
    private readonly pack: string,
    private readonly of: Pick<typeof hub, 'event' | 'dryRun'> = hub,
  ) {}

  /** Whether the result is of the events and of the rules as they are now. */
  isFresh(texts: PackFiles): boolean {
    const { tried } = this;
    return (
      tried?.given === this.given &&
      tried.advance === this.advance &&
      tried.texts.drl === texts.drl &&
      tried.texts.tables === texts.tables &&
      tried.texts.schemas === texts.schemas &&
      tried.texts.definitions === texts.definitions
    );
  }

  write(): void {
    this.given = [...this.given, { key: this.next++, text: WRITTEN }];
  }

  async add(...events: EventRef[]): Promise<void> {
    try {
      const stories = await Promise.all(events.map(({ id, source }) => this.of.event(id, source)));
      this.given = [...this.given, ...stories.map((story) => ofStory(story, this.next++))].sort(byTime);
      this.problem = undefined;
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
    this.given = this.given.map((one) => (one.key === key ? { ...one, text } : one));
  }

  remove(key: number): void {
    this.given = this.given.filter((one) => one.key !== key);
  }

  async start(texts: PackFiles): Promise<void> {
    if (this.running || this.given.length === 0) return;
    const tried = { given: this.given, advance: this.advance, texts };
    this.running = true;
    this.problem = undefined;
    try {
      tried.given.map(fieldsOf).forEach((fields, index) => {
        if (typeof fields === 'string') throw unreadable(index, fields);
      });
      this.run = await this.of.dryRun(this.pack, bodyOf(tried.given, tried.advance.trim(), texts));
      this.tried = tried;
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
