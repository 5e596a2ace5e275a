import { keysOf, pathOf, type Place } from './place';
import { type Schema, schemasAt, toldOf, typesOf } from './schema';

/** What can be written at a place. */
export interface Proposal {
  label: string;
  /** What is put in, with `|` where one goes on writing. */
  insert: string;
  detail: string;
  info: string | undefined;
  boost: number;
}

/** What a task does; it does one thing. */
const KINDS = ['call', 'set', 'wait', 'switch', 'do', 'for', 'fork', 'try', 'raise', 'emit', 'listen', 'run'];
/** What belongs to one kind of task. */
const COMPANIONS: Record<string, string> = { with: 'call', catch: 'try', while: 'for', do: 'for' };
const WORDS: Record<string, string> = {
  ...{ string: 'text', integer: 'number', number: 'number', boolean: 'true or false' },
  ...{ array: 'list', object: 'object', null: 'empty' },
};

/** What the schema has for this place, the likely with the greatest boost. */
export function proposalsAt(place: Place, root: Schema): Proposal[] {
  return [...keys(place, root), ...values(place, root), ...elements(place, root)];
}

/** How the kinds of values are called that a schema takes. */
export const kindOf = (schemas: readonly Schema[]): string =>
  [...new Set(typesOf(schemas).map((type) => WORDS[type] ?? type))].join(' or ');

function keys(place: Place, root: Schema): Proposal[] {
  if (place.keyOf === undefined) return [];
  const path = pathOf(place.keyOf);
  const maps = schemasAt(root, path);
  const there = keysOf(place.keyOf);
  if (maps.some(({ maxProperties = Infinity }) => there.length >= maxProperties)) return [];
  const required = new Set(maps.flatMap(({ required: names }) => names ?? []));
  const task = root.$defs?.['task'];
  const names = [...new Set(maps.flatMap(({ properties }) => Object.keys(properties ?? {})))];
  return names
    .filter((name) => !there.includes(name))
    .map((name, i): Proposal | undefined => {
      const rank = task !== undefined && maps.includes(task) ? rankInTask(name, there) : 0;
      if (rank === undefined) return undefined;
      const schemas = schemasAt(root, [...path, name]);
      const needed = required.has(name);
      return {
        label: name,
        insert: keyOf(name, schemas, place),
        detail: [needed ? 'required' : '', kindOf(schemas)].filter((word) => word !== '').join(', '),
        info: toldOf(schemas),
        boost: rank > 0 ? rank : (needed ? 50 : 0) - Math.min(i, 30),
      };
    })
    .filter((one) => one !== undefined);
}

/** How near a key is to what a task with these others does; undefined for what cannot stand beside them. */
function rankInTask(name: string, there: readonly string[]): number | undefined {
  const leader = COMPANIONS[name];
  if (leader !== undefined && there.includes(leader)) return 60;
  if (!KINDS.includes(name)) return leader === undefined ? 0 : undefined;
  return there.some((other) => KINDS.includes(other)) ? undefined : 40 - KINDS.indexOf(name);
}

/** A key with what begins its value: brackets where there are some already, and a line of its own elsewhere. */
function keyOf(name: string, schemas: readonly Schema[], { flow, column }: Place): string {
  const indent = ' '.repeat(column + 2);
  const [type] = typesOf(schemas);
  if (type === 'object') return flow ? `${name}: {|}` : `${name}:\n${indent}|`;
  if (type === 'array') return flow ? `${name}: [|]` : `${name}:\n${indent}- |`;
  return `${name}: |`;
}

function values(place: Place, root: Schema): Proposal[] {
  if (place.valueOf === undefined) return [];
  return schemasAt(root, pathOf(place.valueOf)).flatMap((schema, _, all) => {
    const named = [
      ...(schema.enum ?? []),
      ...(schema.const === undefined ? [] : [schema.const]),
      ...(schema.examples ?? []),
    ];
    const truth = typesOf([schema]).includes('boolean') && !place.quoted ? [true, false] : [];
    return [...truth, ...named].map((value, i) => {
      const label = String(value);
      return { label, insert: `${label}|`, detail: '', info: toldOf(all), boost: -i };
    });
  });
}

function elements(place: Place, root: Schema): Proposal[] {
  if (place.elementOf === undefined) return [];
  const schemas = schemasAt(root, pathOf(place.elementOf));
  if (!typesOf(schemas).includes('array')) return [];
  const told = { detail: 'one more of the list', info: toldOf(schemas), boost: 0 };
  return [{ label: '-', insert: '- |', ...told }];
}
