export interface Token {
  kind: 'word' | 'text' | 'number' | 'sign';
  text: string;
  from: number;
  to: number;
}

/** A text as far as it was read: its tokens, and whether it ends within a text or a comment. */
export interface Row {
  tokens: Token[];
  inside: 'text' | 'comment' | undefined;
}

const ONE =
  /\s+|\/\/[^\n]*|\/\*|"(?:[^"\\\n]|\\.)*(?:"|$|(?=\n))|'(?:[^'\\\n]|\\.)*(?:'|$|(?=\n))|\d[\w.]*|[\w$]+|==|!=|<=|>=|&&|\|\||->|[^\s]/y;

/** Reads the words and signs of a text from its start, comments left out. */
export function read(text: string): Row {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    ONE.lastIndex = at;
    const found = ONE.exec(text)?.[0] ?? text.charAt(at);
    let to = at + found.length;
    if (found === '/*') {
      const end = text.indexOf('*/', to);
      if (end < 0) return { tokens, inside: 'comment' };
      to = end + 2;
    } else if (found.startsWith('//')) {
      if (to === text.length) return { tokens, inside: 'comment' };
    } else if (found.trim() !== '') {
      tokens.push({ kind: kindOf(found), text: found, from: at, to });
    }
    at = to;
  }
  const last = tokens.at(-1);
  return {
    tokens,
    inside: last?.to === text.length && isOpen(last) ? 'text' : undefined,
  };
}

function kindOf(text: string): Token['kind'] {
  if (/^["']/.test(text)) return 'text';
  if (/^\d/.test(text)) return 'number';
  return /^[\w$]/.test(text) ? 'word' : 'sign';
}

/** A text without its second quote. */
const isOpen = ({ kind, text }: Token): boolean =>
  kind === 'text' && (text.length === 1 || !/(?:^|[^\\])(?:\\\\)*["']$/.test(text.slice(1)));

/** What stands between the quotes, as far as there are any. */
export const bare = ({ text }: Token): string => text.replace(/^["']/, '').replace(/["']$/, '');
