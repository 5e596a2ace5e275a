import { tokens, type Token } from './json';

/** JSON text that was not parsed, so that no number in it changed. */
export interface Raw {
  raw: string;
}

/**
 * Parses JSON, but leaves the values of the named keys as the text they came in.
 *
 * @throws SyntaxError when the text is no JSON
 */
export function parseKeeping(text: string, keys: ReadonlySet<string>): unknown {
  const found = tokens(text);
  if (found === null || found.length === 0)
    throw new SyntaxError('the hub answered with something that is no JSON');
  return new Reader(found, keys).value();
}

const CUT = 'the answer of the hub ends in the middle';

class Reader {
  private at = 0;

  constructor(
    private readonly found: Token[],
    private readonly keys: ReadonlySet<string>,
  ) {}

  value(): unknown {
    const token = this.next();
    if (token.text === '{') return this.object();
    if (token.text === '[') return this.array();
    return JSON.parse(token.text);
  }

  private object(): Record<string, unknown> {
    const out: Record<string, unknown> = {};
    while (this.peek() !== '}') {
      const key = JSON.parse(this.next().text) as string;
      this.next();
      out[key] = this.keys.has(key) ? this.raw() : this.value();
      if (this.peek() === ',') this.next();
    }
    this.next();
    return out;
  }

  private array(): unknown[] {
    const out: unknown[] = [];
    while (this.peek() !== ']') {
      out.push(this.value());
      if (this.peek() === ',') this.next();
    }
    this.next();
    return out;
  }

  private raw(): Raw | null {
    const from = this.at;
    let depth = 0;
    do {
      const { text } = this.next();
      if (text === '{' || text === '[') depth++;
      if (text === '}' || text === ']') depth--;
    } while (depth > 0);
    const raw = this.found
      .slice(from, this.at)
      .map((token) => token.text)
      .join('');
    return raw === 'null' ? null : { raw };
  }

  private peek(): string {
    const token = this.found[this.at];
    if (token === undefined) throw new SyntaxError(CUT);
    return token.text;
  }

  private next(): Token {
    const token = this.found[this.at++];
    if (token === undefined) throw new SyntaxError(CUT);
    return token;
  }
}
