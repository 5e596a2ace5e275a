export type Kind = 'rule' | 'query' | 'declare' | 'function' | 'task' | 'source' | 'event' | 'part';

/** One thing of a file that one may want to go to. */
export interface OutlineEntry {
  line: number;
  kind: Kind;
  name: string;
  /** How deep it stands in others of its kind. */
  depth: number;
}

const DECLARED =
  /^[ \t]*(rule|query|declare|function)[ \t]+(?:"([^"]+)"|'([^']+)'|(?:(?:enum|trait)[ \t]+)?([\w.$]+(?:[ \t]+[\w$]+(?=[ \t]*\())?))/;

/** What stands in a file of a pack, by its name; half-written texts give what can be seen of them. */
export function outlineOf(file: string, text: string): OutlineEntry[] {
  const lines = text.split('\n');
  if (file.endsWith('.drl')) return ofRules(lines);
  if (file.endsWith('.process.yaml')) return ofTasks(lines);
  return file.endsWith('.case.yaml') ? ofCase(lines) : ofSources(lines);
}

/** The line of the rule of this name, from 1; 0 when there is none. */
export function lineOfRule(text: string, name: string): number {
  return ofRules(text.split('\n')).find((entry) => entry.kind === 'rule' && entry.name === name)?.line ?? 0;
}

function ofRules(lines: string[]): OutlineEntry[] {
  const found: OutlineEntry[] = [];
  let comment = false;
  for (const [i, line] of lines.entries()) {
    const code: string = comment ? line.replace(/^.*?\*\//, '') : line;
    if (comment && code === line) continue;
    comment = code.replace(/\/\*.*?\*\//g, '').includes('/*');
    const match = DECLARED.exec(code);
    if (match === null) continue;
    // A function has its type before its name.
    const name = match[2] ?? match[3] ?? match[4]?.replace(/^.*[ \t]/, '') ?? '';
    found.push({ line: i + 1, kind: match[1] as Kind, name, depth: 0 });
  }
  return found;
}

const indentOf = (line: string): number => /^ */.exec(line)?.[0].length ?? 0;
const blank = (line: string): boolean => /^\s*(?:#|$)/.test(line);

/** The named tasks under `do`, `try` and `branches`, however deep. */
function ofTasks(lines: string[]): OutlineEntry[] {
  const found: OutlineEntry[] = [];
  const lists: { indent: number }[] = [];
  for (const [i, line] of lines.entries()) {
    if (blank(line)) continue;
    const indent = indentOf(line);
    while (lists.length > 0 && indent < (lists.at(-1)?.indent ?? 0)) lists.pop();
    const task = /^ *- ([\w-]+):\s*$/.exec(line);
    if (task?.[1] !== undefined && lists.length > 0) {
      found.push({ line: i + 1, kind: 'task', name: task[1], depth: lists.length - 1 });
    } else if (/^ *(?:do|try|branches):\s*$/.test(line)) {
      lists.push({ indent });
    } else if (lists.length > 0 && indent === lists.at(-1)?.indent) {
      lists.pop();
    }
  }
  return found;
}

function ofSources(lines: string[]): OutlineEntry[] {
  return lines.flatMap((line, i) => {
    const name = /^(?:'([^']+)'|"([^"]+)"|([\w.-]+)):/.exec(line);
    return name === null
      ? []
      : [{ line: i + 1, kind: 'source' as const, name: name[1] ?? name[2] ?? name[3] ?? '', depth: 0 }];
  });
}

function ofCase(lines: string[]): OutlineEntry[] {
  return lines.flatMap((line, i): OutlineEntry[] => {
    const part = /^(given|expect|advance):/.exec(line);
    if (part?.[1] !== undefined) return [{ line: i + 1, kind: 'part', name: part[1], depth: 0 }];
    const event = /^ *- .*?\b(?:type|definition|source): *['"]?([\w.-]+)/.exec(line);
    return event?.[1] === undefined ? [] : [{ line: i + 1, kind: 'event', name: event[1], depth: 1 }];
  });
}
