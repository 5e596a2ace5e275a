import { setDiagnostics } from '@codemirror/lint';
import { EditorState, Prec, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, keymap } from '@codemirror/view';
import { diagnosticsOf, rangeOf, type Found } from './diagnostics';
import { insertionOf, type Picked } from './assist/insertion';
import type { Knowledge } from './assist/knowledge';
import { writing } from './setup';
import { nonce } from './theme';

interface Said {
  /** The text of a file was changed by hand. */
  changed: (file: string, text: string) => void;
  /** Ctrl-Enter, which the editor would take for itself. */
  run: () => void;
}

const mark = StateEffect.define<number | null>();

/** The line that a link led to, until something is written. */
const marked = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (old, transaction) => {
    let now = transaction.docChanged ? Decoration.none : old;
    for (const effect of transaction.effects)
      if (effect.is(mark))
        now =
          effect.value === null
            ? Decoration.none
            : Decoration.set(Decoration.line({ class: 'cm-revealed' }).range(effect.value));
    return now;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** One editor for all files of a pack: each keeps its own history, selection and folds while another one is open. */
export class Desk {
  private readonly view: EditorView;
  private readonly states = new Map<string, EditorState>();
  private file = '';
  /** A change that comes from outside is not told back. */
  private quiet = false;

  constructor(
    parent: HTMLElement,
    private readonly said: Said,
    private readonly knowledge: Knowledge,
  ) {
    this.view = new EditorView({ parent, extensions: nonce() });
  }

  /** Shows a file; a text that was changed elsewhere replaces the one that was here, and can be undone. */
  open(file: string, text: string): void {
    if (file !== this.file) {
      if (this.file !== '') this.states.set(this.file, this.view.state);
      this.file = file;
      this.view.setState(this.states.get(file) ?? this.fresh(file, text));
    }
    const { doc } = this.view.state;
    if (doc.toString() === text) return;
    this.quiet = true;
    this.view.dispatch({ changes: { from: 0, to: doc.length, insert: text } });
    this.quiet = false;
  }

  show(found: readonly Found[]): void {
    const { state } = this.view;
    this.view.dispatch(setDiagnostics(state, diagnosticsOf(state.doc, found)));
  }

  /** Goes to a line, from 1, and marks it. */
  reveal(line: number, column = 1): void {
    const { doc } = this.view.state;
    const { from } = rangeOf(doc, { line, column, length: 0 } as Found);
    const at = doc.lineAt(Math.min(from, doc.length));
    this.view.dispatch({
      selection: { anchor: column > 1 ? from : at.from },
      effects: [mark.of(at.from), EditorView.scrollIntoView(at.from, { y: 'center' })],
    });
    this.view.focus();
  }

  /** Writes a fact where the cursor is, in the place of what is marked. */
  insert(picked: Picked): void {
    const { state } = this.view;
    const text = insertionOf(state.sliceDoc(0, state.selection.main.from), picked);
    this.view.dispatch(state.replaceSelection(text), { userEvent: 'input', scrollIntoView: true });
    this.view.focus();
  }

  apply(found: Found): void {
    const { from, to } = rangeOf(this.view.state.doc, found);
    this.view.dispatch({ changes: { from, to, insert: found.fix ?? '' }, userEvent: 'input.fix' });
    this.view.focus();
  }

  close(): void {
    this.view.destroy();
  }

  private fresh(file: string, text: string): EditorState {
    const run = Prec.highest(
      keymap.of([
        {
          key: 'Mod-Enter',
          run: () => {
            this.said.run();
            return true;
          },
        },
      ]),
    );
    const told = EditorView.updateListener.of((update) => {
      if (update.docChanged && !this.quiet) this.said.changed(file, update.state.doc.toString());
    });
    return EditorState.create({ doc: text, extensions: [run, writing(file, this.knowledge), marked, told] });
  }
}
