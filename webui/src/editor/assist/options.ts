import { type Completion, pickedCompletion, startCompletion } from '@codemirror/autocomplete';
import type { EditorView } from '@codemirror/view';
import type { Context } from './context';
import { type Knowledge, pathsOf, seenOf } from './knowledge';
import * as words from './words';
import { READS, type Word } from './words';

/** What fits at a place, the likely first. */
export async function optionsFor(context: Context, knowledge: Knowledge): Promise<Completion[]> {
  switch (context.kind) {
    case 'top':
      return of(words.TOP, 'keyword');
    case 'attribute':
      return of(words.ATTRIBUTES, 'keyword');
    case 'import':
      return of(words.IMPORTS, 'class');
    case 'rule-annotation':
      return of(words.RULE_ANNOTATIONS, 'property');
    case 'type-annotation':
      return of(words.TYPE_ANNOTATIONS, 'property');
    case 'field-type':
      return of(words.FIELD_TYPES, 'type');
    case 'element':
      return [
        ...of(words.ELEMENTS, 'keyword'),
        ...context.declared.map(({ name, fields }) =>
          option({ name, help: `declared here: ${fields.join(', ')}`, insert: `${name}( | )` }, 'class'),
        ),
      ];
    case 'constraint':
      return constraint(context);
    case 'operator':
      return context.of === 'this'
        ? [
            ...of(words.TEMPORAL, 'keyword'),
            ...of(words.OPERATORS.slice(0, 2), 'keyword'),
            ...words.SELDOM_TEMPORAL.map((name) =>
              option({ name, help: 'for events that have a length' }, 'keyword', -20),
            ),
          ]
        : of([...words.COMPARISONS, ...words.OPERATORS.slice(2)], 'keyword');
    case 'value':
      return value(context, knowledge);
    case 'event-type':
      return (await knowledge.types()).map(({ type, seen, sources }) =>
        seen === 0
          ? literal(type, context.quoted, 'has a schema', '')
          : literal(type, context.quoted, `${seen} seen`, `from ${sources.join(', ')}`),
      );
    case 'path':
      return paths(context, knowledge);
    case 'example':
      return examples(context.path, context.types, knowledge, true);
    case 'duration':
      return of(words.DURATIONS, 'constant');
    case 'window':
      return of(words.WINDOWS, 'keyword');
    case 'function':
      return of(words.FUNCTIONS, 'function');
    case 'variable':
      return variables(context.variables);
    case 'statement':
      return statement(context);
    case 'member':
      return of(words.MEMBERS[context.owner] ?? [], 'method');
    case 'definition':
      return Object.entries(knowledge.beside.definitions).map(([name, yaml]) =>
        literal(name, context.quoted, 'process', summaryOf(yaml)),
      );
    case 'table':
      return Object.entries(knowledge.beside.tables).map(([name, columns]) =>
        literal(name, context.quoted, 'table', columns.join(', ')),
      );
    case 'column':
      return (knowledge.beside.tables[context.table] ?? []).map((name) => literal(name, true, 'column', ''));
  }
}

function constraint(context: Context & { kind: 'constraint' }): Completion[] {
  const event = context.type === 'Event';
  const own = event
    ? [...of(words.ACCESSORS, 'function'), ...of(words.PROPERTIES, 'property')]
    : context.fields.map((name) => option({ name, help: `a field of ${context.type}` }, 'property'));
  const self = context.bound
    ? []
    : [option({ name: 'this', help: 'The event itself, to be compared in time.' }, 'keyword')];
  return [...own, ...self, ...variables(context.bound ? context.variables : [])];
}

async function value(context: Context & { kind: 'value' }, knowledge: Knowledge): Promise<Completion[]> {
  const known = variables(context.variables);
  return context.path === undefined
    ? known
    : [...known, ...(await examples(context.path, context.types, knowledge, false))];
}

/** What stood at a path, to compare with. */
async function examples(
  path: string,
  types: string[],
  knowledge: Knowledge,
  quoted: boolean,
): Promise<Completion[]> {
  const found = (await knowledge.facts(types)).flatMap((fact) =>
    fact.paths.filter((one) => one.path === path),
  );
  return found.flatMap(({ example, kinds }) => {
    if (example == null) return [];
    return kinds[0] === 'text'
      ? [literal(example, quoted, 'seen last', '')]
      : quoted
        ? []
        : [option({ name: example, help: 'the value that was seen last' }, 'constant')];
  });
}

async function paths(context: Context & { kind: 'path' }, knowledge: Knowledge): Promise<Completion[]> {
  const facts = await knowledge.facts(context.types);
  const all = facts.reduce((sum, { seen }) => sum + seen, 0);
  const fitting = READS[context.accessor] ?? [];
  return pathsOf(facts)
    .sort((a, b) => b.seen - a.seen)
    .map((path, i) => {
      const fits = path.kinds.some((kind) => fitting.includes(kind));
      const wrong = fits ? '' : `; ${context.accessor} reads ${fitting.join(' or ')}`;
      return {
        ...literal(path.path, context.quoted, path.kinds.join(' or '), seenOf(path, all) + wrong),
        boost: (fits ? 60 : -60) - Math.min(i, 30),
      };
    });
}

function statement(context: Context & { kind: 'statement' }): Completion[] {
  const hub = { name: 'hub', help: 'What a rule may ask for: start, emit, cancel, alert.', insert: 'hub.|' };
  const deeds = context.declared.map(({ name }) =>
    option(
      {
        name: `insert( new ${name}( .. ) )`,
        insert: `insert( new ${name}( | ) );`,
        help: 'Inserts a declared event.',
      },
      'keyword',
    ),
  );
  const end = option({ name: 'end', help: 'The rule ends.' }, 'keyword', -10);
  return context.begins
    ? [option(hub, 'variable', 50), ...deeds, ...variables(context.variables), end]
    : variables(context.variables);
}

const variables = (names: readonly string[]): Completion[] =>
  [...new Set(names)].map((name) => option({ name, help: 'bound in this rule' }, 'variable', 20));

const of = (list: readonly Word[], type: string): Completion[] =>
  list.map((one, i) => option(one, type, -Math.min(i, 50)));

function option(word: Word, type: string, boost = 0): Completion {
  const { name, form, help, insert } = word;
  return {
    label: name,
    ...(form === undefined ? {} : { detail: form }),
    info: help,
    type,
    boost,
    ...(insert === undefined ? {} : { apply: writing(insert) }),
  };
}

function literal(text: string, quoted: boolean, detail: string, info: string): Completion {
  const label = quoted ? text : `"${text}"`;
  return { label, detail, ...(info === '' ? {} : { info }), type: 'text' };
}

/** Puts a form in and goes to its mark; within quotes the next list opens at once. */
function writing(form: string): NonNullable<Completion['apply']> {
  return (view: EditorView, completion: Completion, from: number, to: number) => {
    const called = form.includes('(') && /^\s*\(/.test(view.state.sliceDoc(to, to + 5));
    const text = called ? completion.label : form;
    const mark = text.indexOf('|');
    const insert = text.replace('|', '');
    view.dispatch({
      changes: { from, to, insert },
      selection: { anchor: from + (mark < 0 ? insert.length : mark) },
      annotations: pickedCompletion.of(completion),
      userEvent: 'input.complete',
    });
    if (/"\||\.\|/.test(text)) startCompletion(view);
  };
}

/** The summary of a process, or what it does. */
export function summaryOf(yaml: string): string {
  const summary = /^\s+(?:summary|title):\s*(.+)$/m.exec(yaml)?.[1]?.replace(/^['"]|['"]$/g, '');
  const tasks = [...yaml.matchAll(/^ {2}- ([\w-]+):\s*$/gm)].map(([, name]) => name ?? '');
  return summary ?? (tasks.length === 0 ? 'a process of this pack' : `does ${tasks.join(', ')}`);
}
