import { count } from '../../format/number';
import { absolute } from '../../format/time';
import { contextOf } from './context';
import { type Knowledge, seenOf } from './knowledge';
import { summaryOf } from './options';
import { read } from './tokens';
import * as words from './words';
import type { Word } from './words';

/** What is told of the word at a place. */
export interface Told {
  from: number;
  to: number;
  title: string;
  lines: string[];
}

const EVERYWHERE: readonly Word[] = [
  { name: 'end', help: 'The rule, query or declaration ends.' },
  { name: 'over', help: 'Looks at a window of events.', form: 'over window:time( 5m )' },
  { name: 'this', help: 'The event of this pattern, to be compared in time.' },
];

/** What can be said of the word at an index of a text; undefined when that is nothing. */
export async function toldAt(text: string, at: number, knowledge: Knowledge): Promise<Told | undefined> {
  const token = read(text).tokens.find(({ from, to }) => from <= at && at < to);
  if (token === undefined || token.kind === 'number' || token.kind === 'sign') return undefined;
  const { from, to } = token;
  if (token.kind === 'text') return ofText(text, from, to, knowledge);
  const context = contextOf(text.slice(0, to));
  const dash = /^-[\w-]+/.exec(text.slice(to))?.[0] ?? '';
  const name = token.text + dash;
  const found = [...(context === undefined ? [] : listOf(context)), ...EVERYWHERE].find(
    (one) => one.name === name,
  );
  if (found === undefined) return undefined;
  return { from, to: to + dash.length, title: found.form ?? found.name, lines: [found.help] };
}

async function ofText(
  text: string,
  from: number,
  to: number,
  knowledge: Knowledge,
): Promise<Told | undefined> {
  const context = contextOf(text.slice(0, to - 1));
  if (context === undefined) return undefined;
  const { word } = context;
  if (context.kind === 'path') {
    const facts = await knowledge.facts(context.types);
    const lines = facts.map((fact) => {
      const path = fact.paths.find((one) => one.path === word);
      return `${fact.type}: ${path === undefined ? `not seen in ${fact.seen} events` : seenOf(path, fact.seen)}`;
    });
    return { from, to, title: word, lines: lines.length > 0 ? lines : ['no such event was recorded yet'] };
  }
  if (context.kind === 'event-type') {
    const type = (await knowledge.types()).find((one) => one.type === word);
    const line =
      type === undefined
        ? 'no event of this type was recorded yet'
        : `${count(type.seen)} seen, the last at ${absolute(type.lastSeen)}, from ${type.sources.join(', ')}`;
    return { from, to, title: word, lines: [line] };
  }
  if (context.kind === 'definition') {
    const yaml = knowledge.beside.definitions[word];
    return {
      from,
      to,
      title: word,
      lines: [yaml === undefined ? 'not a process of this pack' : summaryOf(yaml)],
    };
  }
  if (context.kind === 'table')
    return {
      from,
      to,
      title: word,
      lines: [(knowledge.beside.tables[word] ?? ['not a table of this pack']).join(', ')],
    };
  return undefined;
}

function listOf(context: NonNullable<ReturnType<typeof contextOf>>): readonly Word[] {
  switch (context.kind) {
    case 'top':
      return words.TOP;
    case 'attribute':
      return words.ATTRIBUTES;
    case 'rule-annotation':
      return words.RULE_ANNOTATIONS;
    case 'type-annotation':
      return words.TYPE_ANNOTATIONS;
    case 'element':
      return words.ELEMENTS;
    case 'constraint':
      return context.type === 'Event' ? [...words.ACCESSORS, ...words.PROPERTIES] : [];
    case 'operator':
      return [...words.TEMPORAL, ...words.OPERATORS];
    case 'window':
      return words.WINDOWS.map((one) => ({ ...one, name: one.name.replace('window:', '') }));
    case 'function':
      return words.FUNCTIONS;
    case 'member':
      return words.MEMBERS[context.owner] ?? [];
    default:
      return [];
  }
}
