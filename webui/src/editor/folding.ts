import { foldService } from '@codemirror/language';
import type { EditorState, Text } from '@codemirror/state';

interface Range {
  from: number;
  to: number;
}

const OPENS = /^\s*(?:rule|query|declare|function)\b/;
const BLANK = /^\s*(?:#.*)?$/;

/** Folds a rule, a query or a declaration to its first line, and a long comment too. */
export const foldRules = foldService.of((state, start) => {
  const { doc } = state;
  const line = doc.lineAt(start);
  if (/^\s*\/\*/.test(line.text)) return until(doc, line.number, /\*\//);
  if (!OPENS.test(line.text)) return null;
  const closes = /^\s*function\b/.test(line.text) ? /^\}/ : /^\s*end\b/;
  return until(doc, line.number, closes);
});

function until(doc: Text, first: number, closes: RegExp): Range | null {
  if (first < doc.lines && closes.test(doc.line(first).text)) return null;
  for (let number = first + 1; number <= doc.lines; number++) {
    const line = doc.line(number);
    if (closes.test(line.text)) return { from: doc.line(first).to, to: line.to };
    if (OPENS.test(line.text)) return null;
  }
  return null;
}

/** Folds what is indented under a line. */
export const foldIndented = foldService.of((state, start) => {
  const { doc } = state;
  const line = doc.lineAt(start);
  if (BLANK.test(line.text)) return null;
  const last = lastUnder(state, line.number, indentOf(line.text));
  return last === line.number ? null : { from: line.to, to: doc.line(last).to };
});

function lastUnder(state: EditorState, first: number, indent: number): number {
  let last = first;
  for (let number = first + 1; number <= state.doc.lines; number++) {
    const { text } = state.doc.line(number);
    if (BLANK.test(text)) continue;
    if (indentOf(text) <= indent) break;
    last = number;
  }
  return last;
}

const indentOf = (text: string): number => /^ */.exec(text)?.[0].length ?? 0;
