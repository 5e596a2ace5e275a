import { bare, type Token } from './tokens';

type Section = 'top' | 'header' | 'lhs' | 'rhs' | 'declare' | 'function' | 'import';

/** A type of facts that the text declares. */
export interface Declared {
  name: string;
  fields: string[];
}

/** Where a text stands at its end: in which part of which block, and what is known there. */
export interface Standing {
  section: Section;
  /** Tokens of that part. */
  tokens: Token[];
  /** Variables of the rule, with the types of events that they stand for; none for another value. */
  variables: Map<string, string[] | undefined>;
  declared: Declared[];
}

const TURNS: Record<string, Section> = { when: 'lhs', then: 'rhs', end: 'top' };

/** Goes through a text once. */
export function standing(tokens: Token[]): Standing {
  const at: Standing = { section: 'top', tokens: [], variables: new Map(), declared: [] };
  let begin = 0;
  let depth = 0;
  const turn = (section: Section, from: number) => {
    at.section = section;
    begin = from;
    depth = 0;
  };
  for (const [i, token] of tokens.entries()) {
    const member = tokens[i - 1]?.text === '.';
    const named = tokens[i + 1]?.kind === 'text';
    if (token.text === '{') depth++;
    if (token.text === '}') depth--;
    if (token.kind !== 'word' || member) {
      if (at.section === 'function' && token.text === '}' && depth === 0) turn('top', i + 1);
    } else if (token.text === 'rule' && (at.section === 'top' || named || at.section === 'import')) {
      turn('header', i + 1);
      at.variables = new Map();
    } else if (token.text === 'query' && at.section === 'top') {
      turn('lhs', i + 2);
      at.variables = new Map();
    } else if (token.text === 'declare' && (at.section === 'top' || at.section === 'import')) {
      turn('declare', i + 1);
      const name = tokens[i + 1]?.text;
      if (name !== undefined) at.declared.push({ name, fields: [] });
    } else if (token.text === 'function' && at.section === 'top') {
      turn('function', i + 1);
    } else if (at.section !== 'function' && TURNS[token.text] !== undefined && at.section !== 'top') {
      if (at.section === 'lhs') bind(tokens.slice(begin, i), at.variables);
      turn(TURNS[token.text] ?? 'top', i + 1);
    } else if (token.text === 'import' && at.section === 'top') {
      begin = i + 1;
    } else if (at.section === 'declare' && tokens[i + 1]?.text === ':') {
      at.declared.at(-1)?.fields.push(token.text);
    }
  }
  at.tokens = tokens.slice(begin);
  if (at.section === 'lhs') bind(at.tokens, at.variables);
  return at;
}

/** The variables that a condition binds. */
function bind(tokens: Token[], into: Standing['variables']): void {
  for (const [i, token] of tokens.entries())
    if (token.kind === 'word' && tokens[i + 1]?.text === ':') {
      const event = tokens[i + 2]?.text === 'Event' && tokens[i + 3]?.text === '(';
      into.set(token.text, event ? typesOf(tokens, i + 3) : undefined);
    }
}

/** The types that a pattern names, from the index of its bracket. */
export function typesOf(tokens: readonly Token[], open: number): string[] {
  const found: string[] = [];
  let depth = 0;
  for (let i = open; i < tokens.length; i++) {
    const text = tokens[i]?.text;
    if (text === '(') depth++;
    if (text === ')' && --depth === 0) break;
    if (depth !== 1 || text !== 'type') continue;
    const operator = tokens[i + 1]?.text;
    const from = operator === 'in' ? i + 3 : i + 2;
    for (let j = from; operator === 'in' || (operator === '==' && j === from); j++) {
      const value = tokens[j];
      if (value === undefined || value.text === ')') break;
      if (value.kind === 'text') found.push(bare(value));
    }
  }
  return found;
}
