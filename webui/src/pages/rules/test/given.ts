import type { EventStory } from '../../../api/client';
import { pretty } from '../../../format/json';
import { parseKeeping, type Raw } from '../../../format/lossless';

/** An event to try: its JSON as it is edited, and which one of the journal it was made of. */
export interface Given {
  key: number;
  text: string;
  recorded?: { id: string; source: string; at: number; text: string };
}

export interface Fields {
  type?: unknown;
  source?: unknown;
  id?: unknown;
  subject?: unknown;
  key?: unknown;
  after?: unknown;
  data?: Raw | null;
}

const KEPT: ReadonlySet<string> = new Set(['data']);
const NAMES = ['type', 'source', 'id', 'subject', 'key', 'after'] as const;

/** What stands in the JSON of an event; why it cannot be read, as a text. */
export function fieldsOf({ text }: Given): Fields | string {
  try {
    const fields = parseKeeping(text, KEPT);
    if (typeof fields !== 'object' || fields === null || Array.isArray(fields))
      return 'This is no JSON object.';
    return typeof (fields as Fields).type === 'string' ? fields : 'It needs a "type".';
  } catch {
    return 'This is no JSON.';
  }
}

const spread = (json: string): string =>
  pretty(json)
    .map((token) => token.text)
    .join('');

/** An event of the journal, to be tried as it is or edited. */
export function ofStory(story: EventStory, key: number): Given {
  const { type, source, id, subject } = story;
  const attributes = { type, source, id, subject: subject ?? undefined, key: story.key ?? undefined };
  const head = JSON.stringify(attributes).slice(0, -1);
  const text = spread(story.data?.raw === undefined ? `${head}}` : `${head},"data":${story.data.raw}}`);
  return { key, text, recorded: { id, source, at: story.at, text } };
}

/** What a person knows an event by. */
export function nameOf({ id, subject }: Fields): string {
  return typeof id === 'string' ? id : typeof subject === 'string' ? subject : '';
}

export const isRecorded = ({ text, recorded }: Given): boolean => recorded?.text === text;

/** Milliseconds as a case writes them. */
const span = (millis: number): string => (millis % 1000 === 0 ? `${millis / 1000}s` : `${millis}ms`);

/** How long after the one before an event comes: as it says, else as the journal had it. */
export function afterOf(all: Given[], index: number): string | undefined {
  const given = all[index];
  if (given === undefined) return undefined;
  const fields = fieldsOf(given);
  if (typeof fields !== 'string' && typeof fields.after === 'string') return fields.after;
  const before = all[index - 1]?.recorded;
  if (given.recorded === undefined || before === undefined) return undefined;
  return span(Math.max(0, given.recorded.at - before.at));
}

/** The body of a dry run, as text: no number in the data is parsed. */
export function bodyOf(all: Given[], advance: string, text: unknown): string {
  const events = all.map((given, index) => {
    const after = afterOf(all, index);
    if (isRecorded(given) && given.recorded !== undefined) {
      const { id, source } = given.recorded;
      return JSON.stringify({ recorded: id, source, ...(after === undefined ? {} : { after }) });
    }
    const fields = fieldsOf(given);
    if (typeof fields === 'string') throw new SyntaxError(fields);
    const head = JSON.stringify({ ...picked(fields), ...(after === undefined ? {} : { after }) }).slice(
      0,
      -1,
    );
    return fields.data == null ? `${head}}` : `${head},"data":${fields.data.raw}}`;
  });
  const rest = JSON.stringify({ text, ...(advance === '' ? {} : { advance }) }).slice(1);
  return `{"events":[${events.join(',')}],${rest}`;
}

export function picked(fields: Fields): Record<string, unknown> {
  return Object.fromEntries(NAMES.flatMap((name) => (fields[name] == null ? [] : [[name, fields[name]]])));
}
