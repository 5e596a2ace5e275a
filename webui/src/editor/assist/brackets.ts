import type { Token } from './tokens';
import { TEMPORAL } from './words';

/** A bracket that is open. */
export interface Open {
  /** Index of the bracket. */
  at: number;
  kind: 'pattern' | 'call' | 'accumulate' | 'list' | 'temporal' | 'window' | 'group';
  /** The word before it. */
  name: string;
  /** Index where the part that one writes begins. */
  part: number;
  /** How many semicolons came. */
  section: number;
}

const COUNTING = new Set(['accumulate', 'acc', 'groupby']);
export const TIMES: ReadonlySet<string> = new Set(TEMPORAL.map(({ name }) => name));

/** The brackets that are open at the end. */
export function openOf(tokens: readonly Token[]): Open[] {
  const open: Open[] = [];
  for (const [i, { text }] of tokens.entries()) {
    const top = open.at(-1);
    if (text === '(' || text === '[' || text === '{') open.push(opened(tokens, i));
    else if (text === ')' || text === ']' || text === '}') open.pop();
    else if (top !== undefined && (text === ',' || text === ';')) {
      top.part = i + 1;
      if (text === ';') top.section++;
    }
  }
  return open;
}

function opened(tokens: readonly Token[], at: number): Open {
  const before = tokens[at - 1];
  const name = before?.kind === 'word' ? before.text : '';
  return { at, kind: kindOf(tokens, at, name), name, part: at + 1, section: 0 };
}

function kindOf(tokens: readonly Token[], at: number, name: string): Open['kind'] {
  if (tokens[at]?.text === '[') return TIMES.has(name) ? 'temporal' : 'group';
  if (COUNTING.has(name)) return 'accumulate';
  if (name === 'in') return 'list';
  if (tokens[at - 2]?.text === ':' && tokens[at - 3]?.text === 'window')
    return name === 'time' ? 'window' : 'group';
  if (/^[A-Z]/.test(name) && tokens[at - 2]?.text !== '.') return 'pattern';
  return name === '' || ['not', 'exists', 'and', 'or', 'forall', 'eval'].includes(name) ? 'group' : 'call';
}
