import type { Told } from '../assist/hover';
import { pathOf } from './place';
import { kindOf } from './proposals';
import { type Schema, schemasAt, toldOf } from './schema';
import { type Node, read } from './tree';

/** What the schema says of the key at an index of a text. */
export function toldOfKey(text: string, at: number, root: Schema): Told | undefined {
  const key = keyAt(read(text), at);
  if (key === undefined) return undefined;
  const schemas = schemasAt(root, pathOf(key));
  const told = toldOf(schemas);
  if (told === undefined) return undefined;
  const kind = kindOf(schemas);
  const title = kind === '' ? key.text : `${key.text}: ${kind}`;
  return { from: key.from, to: key.to, title, lines: [told] };
}

function keyAt(node: Node, at: number): Node | undefined {
  if (node.kind === 'key' && node.from <= at && at < node.to) return node;
  for (const child of node.children) {
    const found = keyAt(child, at);
    if (found !== undefined) return found;
  }
  return undefined;
}
