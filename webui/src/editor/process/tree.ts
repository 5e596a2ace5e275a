/** A key, an element of a list or a word by itself in a text of YAML, with what is under it. */
export interface Node {
  kind: 'root' | 'key' | 'element' | 'word';
  /** The key or the word, without quotes. */
  text: string;
  /** Where it begins and ends, and how far it is indented. */
  from: number;
  to: number;
  column: number;
  /** Whether it stands within { } or [ ]. */
  flow: boolean;
  /** What follows it in its line, without quotes; empty when that is a map or a list. */
  value: string;
  quoted: boolean;
  parent: Node | undefined;
  children: Node[];
}

const DASH = /-(?=[ \n]|$) */y;
const KEY =
  /("(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[^\s"'{}[\],#&*!|>%@`](?:[^\n#:]|:(?=\S)|(?<=\S)#)*?) *:(?=\s|$)/y;
const QUOTED = /"(?:[^"\\]|\\[^])*"|'(?:[^']|'')*'|["'][^\n]*/y;
const PLAIN = /[^\n]*?(?= *(?:\n|$)| +#)/y;
const FLOW_PLAIN = /(?:[^,{}[\]\n:]|:(?=[^\s,{}[\]]))*/y;

/** Reads as much of a text of YAML as there is: one that is being written is wrong in most moments. */
export function read(text: string): Node {
  return new Reader(text).read();
}

class Reader {
  private readonly root: Node = {
    ...{ kind: 'root', text: '', from: 0, to: 0, column: -1, flow: false, value: '', quoted: false },
    ...{ parent: undefined, children: [] },
  };
  /** What was read last of what other lines can be under. */
  private last = this.root;
  private at = 0;

  constructor(private readonly text: string) {}

  read(): Node {
    while (this.at < this.text.length) {
      this.line();
      const end = this.text.indexOf('\n', this.at);
      this.at = end < 0 ? this.text.length : end + 1;
    }
    return this.root;
  }

  private line(): void {
    const start = this.at;
    const column = () => this.at - start;
    this.take(/ */y);
    if (/^(?:#|---|\.\.\.|\n|$)/.test(this.text.slice(this.at, this.at + 3))) return;
    let own: Node | undefined;
    for (let dash = this.peek(DASH); dash !== ''; dash = this.peek(DASH)) {
      own = this.last = this.add(this.above(column(), true), 'element', '-', false);
      this.at += dash.length;
    }
    KEY.lastIndex = this.at;
    const found = KEY.exec(this.text);
    if (found?.[1] !== undefined) {
      own = this.last = this.add(this.above(column(), false), 'key', found[1], false);
      this.at = KEY.lastIndex;
      this.take(/ */y);
    }
    if (own !== undefined) this.value(own, own.column);
    else if (this.peek(/[[{]/y) !== '') this.flow(this.above(column(), false), column() - 1);
    else this.add(this.above(column(), false), 'word', this.peek(PLAIN), false);
  }

  /** What a line is under that is indented so; the elements of a list may be as far out as its key. */
  private above(column: number, element: boolean): Node {
    const holds = ({ kind, column: other, value }: Node) =>
      other < column || (other === column && element && kind === 'key' && value === '');
    let above = this.last;
    while (!holds(above) && above.parent !== undefined) above = above.parent;
    return above;
  }

  private add(parent: Node, kind: Node['kind'], text: string, flow: boolean): Node {
    const column = this.at - this.text.lastIndexOf('\n', this.at - 1) - 1;
    const added: Node = {
      ...{ kind, text: bare(text), from: this.at, to: this.at + text.length, column, flow },
      ...{ value: '', quoted: false, parent, children: [] },
    };
    parent.children.push(added);
    return added;
  }

  /** @param limit how far a line is indented at most that is no part of this value */
  private value(own: Node, limit: number): void {
    if (this.peek(/[[{]/y) !== '') {
      this.flow(own, limit);
    } else if (this.peek(/["']/y) !== '') {
      own.quoted = true;
      own.value = bare(this.take(QUOTED));
    } else if (!own.flow && this.peek(/[|>]/y) !== '') {
      own.value = this.peek(/[|>]/y);
      this.take(/[^\n]*/y);
      while (this.peek(/\n *(?=\n|$)/y) !== '' || this.peek(/\n */y).length - 1 > limit)
        this.take(/\n[^\n]*/y);
    } else if (this.peek(/#/y) === '') {
      own.value = this.take(own.flow ? FLOW_PLAIN : PLAIN).trim();
    }
  }

  private flow(owner: Node, limit: number): void {
    const map = this.take(/[[{]/y) === '{';
    while (this.gap(limit)) {
      if (this.take(/[\]}]/y) !== '') return;
      const before = this.at;
      this.entry(owner, map, limit);
      if (this.at === before) this.at++;
    }
  }

  private entry(owner: Node, map: boolean, limit: number): void {
    if (!map) {
      this.value(this.add(owner, 'element', '', true), limit);
      return;
    }
    const name = this.peek(/["']/y) === '' ? this.peek(FLOW_PLAIN).trim() : this.peek(QUOTED);
    const own = this.add(owner, 'word', name, true);
    this.at += name.length;
    if (this.take(/ *: */y) === '') return;
    own.kind = 'key';
    this.value(own, limit);
  }

  /** Goes to what comes next within brackets; false when nothing does, and they were not closed. */
  private gap(limit: number): boolean {
    for (;;) {
      this.take(/[ \t,]+/y);
      this.take(/#[^\n]*/y);
      if (this.at >= this.text.length) return false;
      if (this.text[this.at] !== '\n') return true;
      const indent = this.peek(/\n *(?![\s#\]}])/y);
      if (indent !== '' && indent.length - 1 <= limit) return false;
      this.at++;
    }
  }

  private peek(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    return pattern.exec(this.text)?.[0] ?? '';
  }

  private take(pattern: RegExp): string {
    const found = this.peek(pattern);
    this.at += found.length;
    return found;
  }
}

const bare = (text: string): string => (/^["']/.test(text) ? text.replace(/^["']|["']$/g, '') : text);
