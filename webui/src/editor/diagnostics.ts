import type { Action, Diagnostic } from '@codemirror/lint';
import type { Text } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import type { Schema } from '../api/client';

export type Found = Schema['FileDiagnostic'];

interface Range {
  from: number;
  to: number;
}

/** Where a diagnosis lies in a text; one that points behind its end lies at the end. */
export function rangeOf(doc: Text, found: Found): Range {
  const line = doc.line(Math.min(Math.max(found.line, 1), doc.lines));
  const from = Math.min(line.from + Math.max(found.column - 1, 0), line.to);
  const to = Math.min(from + Math.max(found.length, 1), doc.length);
  return from < to ? { from, to } : { from: Math.max(line.from, from - 1), to: from };
}

/** The same for the editor, with the hint in the text and the fix as a button. */
export function diagnosticsOf(doc: Text, found: readonly Found[]): Diagnostic[] {
  return found.map((one) => ({
    ...rangeOf(doc, one),
    severity: one.severity,
    source: one.code,
    message: one.hint == null || one.hint === '' ? one.message : `${one.message}\n${one.hint}`,
    actions: one.fix == null ? [] : [fix(one.fix)],
  }));
}

/** What a button says of a fix. */
export function fixName(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line === '' ? 'Remove this' : `Write ${line.length > 48 ? `${line.slice(0, 47)}…` : line}`;
}

function fix(insert: string): Action {
  return {
    name: fixName(insert),
    apply: (view: EditorView, from: number, to: number) => {
      view.dispatch({ changes: { from, to, insert }, userEvent: 'input.fix' });
    },
  };
}
