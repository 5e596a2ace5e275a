import { type Node, read } from './tree';

/** Where one writes in a text of YAML. */
export interface Place {
  /** Where the word begins that is written, and what there is of it. */
  from: number;
  word: string;
  /** How far that word is indented. */
  column: number;
  /** Whether it stands within { } or [ ]. */
  flow: boolean;
  quoted: boolean;
  /** Whose key it can be; the other keys are under it. */
  keyOf: Node | undefined;
  /** Whose value it can be. */
  valueOf: Node | undefined;
  /** Whose first or next element can begin here. */
  elementOf: Node | undefined;
}

/** Names of keys, and numbers of elements. */
export type Path = readonly (string | number)[];

/** Stands in the text for the word that is written, so that one reader finds what is before it and after it. */
const MARK = '\uE000';
const WRITTEN = new RegExp(`^${MARK}[\\w$./-]*$`);

/** The place at an index of a text; undefined where neither a key nor a value of one word can be. */
export function placeAt(text: string, at: number): Place | undefined {
  const word = /(?:[\w$][\w$./-]*)?$/.exec(text.slice(0, at))?.[0] ?? '';
  const from = at - word.length;
  const own = marked(read(text.slice(0, from) + MARK + text.slice(at)));
  if (own === undefined) return undefined;
  const column = from - text.slice(0, from).lastIndexOf('\n') - 1;
  const place = { from, word, column, flow: own.flow, quoted: own.quoted };
  const none = { keyOf: undefined, valueOf: undefined, elementOf: undefined };
  if (WRITTEN.test(own.value)) {
    const keyOf = own.kind === 'element' && !own.quoted && own.children.length === 0 ? own : undefined;
    return { ...place, ...none, keyOf, valueOf: own };
  }
  const { parent } = own;
  if (parent?.value !== '' || !fits(own, parent)) return undefined;
  const others = parent.children.filter((one) => one !== own);
  const elements = others.some(({ kind }) => kind === 'element');
  if (own.kind === 'key' || own.flow) return elements ? undefined : { ...place, ...none, keyOf: parent };
  const keys = others.some(({ kind }) => kind === 'key');
  return {
    ...{ ...place, ...none },
    keyOf: elements ? undefined : parent,
    elementOf: keys || parent.kind !== 'key' ? undefined : parent,
  };
}

function marked(node: Node): Node | undefined {
  if (WRITTEN.test(node.text) || WRITTEN.test(node.value)) return node;
  for (const child of node.children) {
    const found = marked(child);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether it is indented as what it stands beside: what is put in otherwise would be refused. */
const fits = (own: Node, parent: Node): boolean =>
  own.flow ||
  parent.children.every(({ kind, flow, column }) => kind === 'word' || flow || column === own.column);

/** The way to a node from the root. */
export function pathOf(node: Node): Path {
  const { parent } = node;
  if (parent === undefined) return [];
  return [...pathOf(parent), node.kind === 'element' ? indexOf(node, parent) : node.text];
}

const indexOf = (node: Node, parent: Node): number =>
  parent.children.filter(({ kind }) => kind === 'element').indexOf(node);

/** The keys of a map, but for the one that is written. */
export const keysOf = (node: Node): string[] =>
  node.children.filter(({ kind, text }) => kind === 'key' && !text.startsWith(MARK)).map(({ text }) => text);
