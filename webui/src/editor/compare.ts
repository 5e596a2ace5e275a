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
  '&.cm-merge-a .cm-changedLine, .cm-deletedChunk': { backgroundColor: 'var(--code-removed-line)' },
  '&.cm-merge-b .cm-changedLine': { backgroundColor: 'var(--code-added-line)' },
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
  '&.cm-added': { boxShadow: 'inset 3px 0 var(--ok)' },
  '&.cm-removed': { boxShadow: 'inset 3px 0 var(--bad)' },
  '&.cm-merge-a .cm-changedLineGutter': { background: 'var(--bad)' },
  '&.cm-merge-b .cm-changedLineGutter': { background: 'var(--ok)' },
});

const side = (file: string, name: string): Extension => [
  reading(file, `${file}, ${name}`),
  look,
  EditorState.readOnly.of(true),
  EditorView.lineWrapping,
];

/** A file that is new or gone has nothing beside it. */
function alone(parent: HTMLElement, { file, before, after, names }: Sides): EditorView {
  const tone = before === '' ? 'cm-added' : 'cm-removed';
  const name = before === '' ? names[1] : names[0];
  const marks = [side(file, name), EditorView.editorAttributes.of({ class: tone })];
  return new EditorView({ parent, doc: before === '' ? after : before, extensions: marks });
}

/** Two texts beside each other. */
export function compare(parent: HTMLElement, sides: Sides): { destroy: () => void } {
  const { file, before, after, names, fold } = sides;
  if (before === '' || after === '') return alone(parent, sides);
  return new MergeView({
    parent,
    a: { doc: before, extensions: side(file, names[0]) },
    b: { doc: after, extensions: side(file, names[1]) },
    gutter: true,
    ...(fold ? { collapseUnchanged: { margin: 3, minSize: 5 } } : {}),
  });
}
