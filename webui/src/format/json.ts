/*
 * JSON as text. JSON.parse turns 12345678901234567890 into another number, so whatever a person reads is never parsed
 * and written again: it is cut into tokens, and the tokens are shown.
 */

type Kind = 'key' | 'string' | 'number' | 'word' | 'punctuation' | 'space';

export interface Token {
  kind: Kind;
  text: string;
}

const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|[{}[\],:]/gy;
const BLANK = /\s*/y;

/** The tokens of a JSON text without its blanks, or null when it is no JSON. */
export function tokens(text: string): Token[] | null {
  const found: Token[] = [];
  let at = 0;
  for (;;) {
    BLANK.lastIndex = at;
    BLANK.exec(text);
    at = BLANK.lastIndex;
    if (at >= text.length) return found;
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (match === null) return null;
    found.push({ kind: kindOf(match[0]), text: match[0] });
    const last = found.at(-2);
    if (match[0] === ':' && last?.kind === 'string') last.kind = 'key';
    at = TOKEN.lastIndex;
  }
}

function kindOf(text: string): Kind {
  const first = text.charAt(0);
  if (first === '"') return 'string';
  if (first === '-' || (first >= '0' && first <= '9')) return 'number';
  if (first === 't' || first === 'f' || first === 'n') return 'word';
  return 'punctuation';
}

/** The same tokens with line breaks and two blanks per level between them; an empty object stays on one line. */
export function pretty(text: string): Token[] {
  const found = tokens(text);
  if (found === null) return [{ kind: 'space', text }];
  const out: Token[] = [];
  let depth = 0;
  const line = () => out.push({ kind: 'space', text: `\n${'  '.repeat(depth)}` });
  found.forEach((token, i) => {
    const closes = token.text === '}' || token.text === ']';
    const empty = closes && isOpen(found[i - 1]);
    if (closes) depth--;
    if (closes && !empty) line();
    out.push(token);
    if (token.kind !== 'punctuation') return;
    if (token.text === ':') out.push({ kind: 'space', text: ' ' });
    if (token.text === ',') line();
    if (isOpen(token)) {
      depth++;
      const next = found[i + 1]?.text;
      if (next !== '}' && next !== ']') line();
    }
  });
  return out;
}

function isOpen(token: Token | undefined): boolean {
  return token?.kind === 'punctuation' && (token.text === '{' || token.text === '[');
}
