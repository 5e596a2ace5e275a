import { type Completion, pickedCompletion, startCompletion } from '@codemirror/autocomplete';
import type { EditorView } from '@codemirror/view';
import { type Knowledge } from '../assist/knowledge';
import { keptAt, type Kept, type Name, namesIn } from './names';
import { pathOf, type Place } from './place';
import { type Proposal, proposalsAt } from './proposals';
import { type Schema, schemasAt, typesOf } from './schema';

/** What fits at a place. */
export interface Options {
  from: number;
  word: string;
  /** Whether it is a value alone that is written there. */
  value: boolean;
  options: Completion[];
}

/** What fits at a place by the schema, and by what has a name in the text and in the hub. */
export async function optionsFor(place: Place, schema: Schema, knowledge: Knowledge): Promise<Options> {
  const { from, word, keyOf, valueOf } = place;
  const named = takesText(place, schema) ? await names(place, knowledge) : [];
  const options = [...named.map(nameOption(place)), ...proposalsAt(place, schema).map(option)];
  return { from, word, value: valueOf !== undefined && keyOf === undefined, options };
}

const takesText = ({ valueOf }: Place, schema: Schema): boolean =>
  valueOf !== undefined && typesOf(schemasAt(schema, pathOf(valueOf))).includes('string');

async function names(place: Place, knowledge: Knowledge): Promise<Name[]> {
  const kept = keptAt(place);
  return [...namesIn(place), ...(kept === undefined ? [] : await namesOf(kept, knowledge))];
}

async function namesOf(kept: Kept, knowledge: Knowledge): Promise<Name[]> {
  switch (kept) {
    case 'definitions':
      return (await knowledge.definitions()).map((name) => ({ name, is: 'process' }));
    case 'types':
      return (await knowledge.types()).map(({ type, seen }) => ({
        name: type,
        is: seen === 0 ? 'has a schema' : `${seen} seen`,
      }));
    default:
      return (await knowledge.names(kept)).map((name) => ({
        name,
        is: kept === 'sinks' ? 'sink' : 'secret',
      }));
  }
}

const nameOption =
  ({ quoted }: Place) =>
  ({ name, is }: Name, i: number): Completion =>
    option({
      ...{ label: name, insert: `${quoted ? name : plain(name)}|` },
      ...{ detail: is, info: undefined, boost: 70 - Math.min(i, 60) },
    });

/** A name as YAML takes it for a text. */
const plain = (name: string): string =>
  /^(?!(?:true|false|null|yes|no|on|off)$)[A-Za-z][\w./ -]*$/i.test(name)
    ? name
    : `'${name.replaceAll("'", "''")}'`;

const option = ({ label, insert, detail, info, boost }: Proposal): Completion => ({
  ...{ label, boost, apply: writing(insert) },
  ...(detail === '' ? {} : { detail }),
  ...(info === undefined ? {} : { info }),
});

/** Puts a form in and goes to its mark, where the next list opens; of a key that has its colon only the name changes. */
function writing(form: string): NonNullable<Completion['apply']> {
  return (view: EditorView, completion: Completion, from: number, to: number) => {
    const after = /^[\w$./-]*(?= *:)/.exec(
      view.state.doc.lineAt(to).text.slice(to - view.state.doc.lineAt(to).from),
    );
    const text = after === null ? form : `${completion.label}|`;
    const mark = text.indexOf('|');
    const insert = text.replace('|', '');
    view.dispatch({
      changes: { from, to: to + (after?.[0].length ?? 0), insert },
      selection: { anchor: from + mark },
      annotations: pickedCompletion.of(completion),
      userEvent: 'input.complete',
      scrollIntoView: true,
    });
    if (mark < insert.length || /\s$/.test(insert)) startCompletion(view);
  };
}
