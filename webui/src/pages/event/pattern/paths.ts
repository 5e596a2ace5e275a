import { pretty } from '../../../format/json';

/** A stretch of a JSON text; a value that a rule can look at has its path, such as items.0.sku. */
export interface Piece {
  kind: string;
  text: string;
  path?: string;
}

interface Level {
  /** Null where nothing below can be reached: a name with a dot in it, or none. */
  path: string | null;
  index: number | null;
  key: string;
}

const VALUES = new Set(['string', 'number', 'word']);

/** The pretty-printed pieces of a JSON text, with the paths of its values. */
export function piecesOf(text: string): Piece[] {
  const levels: Level[] = [];
  return pretty(text).map((token) => {
    const top = levels.at(-1);
    if (token.text === '{' || token.text === '[') {
      const path = levels.length === 0 ? '' : pathOf(top);
      levels.push({ path, index: token.text === '[' ? 0 : null, key: '' });
    } else if (token.text === '}' || token.text === ']') levels.pop();
    else if (token.text === ',' && top?.index != null) top.index++;
    else if (token.kind === 'key' && top) top.key = JSON.parse(token.text) as string;
    else if (VALUES.has(token.kind)) {
      const path = pathOf(top);
      if (path !== null) return { ...token, path };
    }
    return { ...token };
  });
}

function pathOf(level: Level | undefined): string | null {
  if (level?.path == null) return null;
  const step = level.index === null ? level.key : String(level.index);
  if (step === '' || /[.\\"\n]/.test(step)) return null;
  return level.path === '' ? step : `${level.path}.${step}`;
}
