import { tokens, type Token } from './json';

export interface Change {
  /** As a JSON pointer; empty for the whole. */
  path: string;
  /** The texts of both, as they came; null where there is none. */
  before: string | null;
  after: string | null;
}

/** What differs between two JSON texts, value by value. Numbers are compared as they are written. */
export function difference(before: string, after: string): Change[] {
  const [old, young] = [valuesOf(before), valuesOf(after)];
  const changes: Change[] = [];
  for (const [path, text] of old)
    if (young.get(path) !== text && !isFilled(text, path, young))
      changes.push({ path, before: text, after: young.get(path) ?? null });
  for (const [path, text] of young)
    if (!old.has(path) && !isFilled(text, path, old)) changes.push({ path, before: null, after: text });
  return changes;
}

/** Whether an empty list or object has values on the other side, which tell enough. */
function isFilled(text: string, path: string, other: Map<string, string>): boolean {
  return (text === '{}' || text === '[]') && [...other.keys()].some((key) => key.startsWith(`${path}/`));
}

/** The values that have none inside, and empty lists and objects, by their pointers. */
function valuesOf(text: string): Map<string, string> {
  const found = (tokens(text) ?? []).filter(({ kind }) => kind !== 'space');
  const values = new Map<string, string>();
  let at = 0;
  const next = (): Token | undefined => found[at++];
  const read = (path: string): void => {
    const token = next();
    if (token === undefined) return;
    const end = token.text === '{' ? '}' : token.text === '[' ? ']' : '';
    if (end === '' || found[at]?.text === end) {
      values.set(path, end === '' ? token.text : token.text + end);
      if (end !== '') at++;
      return;
    }
    for (let i = 0; at < found.length; i++) {
      let name = String(i);
      if (end === '}') {
        name = JSON.parse(next()?.text ?? '""') as string;
        at++;
      }
      read(`${path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`);
      if (next()?.text === end) return;
    }
  };
  read('');
  return values;
}
