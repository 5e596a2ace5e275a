import { MergeView } from '@codemirror/merge';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { reading } from './setup';

interface Sides {
  file: string;
  before: string;
  after: string;
  /** What the two are, for who does not see which is left. */
  names: [string, string];
  /** Whether what is the same is folded away. */
  fold: boolean;
}

/* The marks of a difference in our colours: red and green are also minus and plus in the gutter. */
const look = EditorView.theme({
  '&': { height: 'auto' },
  '.cm-scroller': { overflow: 'hidden' },
  '.cm-collapsedLines': {
    padding: '3px 12px',
    background: 'var(--raised)',
    color: 'var(--fg-2)',
    font: '12px/20px var(--sans)',
  },
  '.cm-collapsedLines::before, .cm-collapsedLines::after': { content: '"··"', color: 'var(--fg-3)' },
  '&.cm-merge-a .cm-changedLine, .cm-deletedChunk': { backgroundColor: 'var(--bad-soft)' },
  '&.cm-merge-b .cm-changedLine': { backgroundColor: 'var(--ok-soft)' },
  '&.cm-merge-a .cm-changedText': {
    background: 'none',
    backgroundColor: 'var(--code-removed)',
    textDecoration: 'underline',
  },
  '&.cm-merge-b .cm-changedText': {
    background: 'none',
    backgroundColor: 'var(--code-added)',
    textDecoration: 'underline',
  },
  '&.cm-merge-a .cm-changedLineGutter': { background: 'var(--bad)' },
  '&.cm-merge-b .cm-changedLineGutter': { background: 'var(--ok)' },
});

const side = (file: string, name: string): Extension => [
  reading(file, `${file}, ${name}`),
  look,
  EditorState.readOnly.of(true),
  EditorView.lineWrapping,
];

/** Two texts beside each other. */
export function compare(parent: HTMLElement, { file, before, after, names, fold }: Sides): MergeView {
  return new MergeView({
    parent,
    a: { doc: before, extensions: side(file, names[0]) },
    b: { doc: after, extensions: side(file, names[1]) },
    gutter: true,
    ...(fold ? { collapseUnchanged: { margin: 3, minSize: 5 } } : {}),
  });
}
