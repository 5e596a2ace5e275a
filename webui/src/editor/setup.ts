import { closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { bracketMatching, foldGutter, foldKeymap, indentUnit } from '@codemirror/language';
import { lintGutter, lintKeymap } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState, type Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { assist, ofRules } from './assist/assist';
import type { Knowledge } from './assist/knowledge';
import { languageOf } from './languages';
import { ofProcesses } from './process/help';
import { nonce, theme } from './theme';

/** What every text has, to edit or only to read. */
export function reading(file: string, label = file): Extension {
  return [
    nonce(),
    theme,
    lineNumbers(),
    highlightSpecialChars(),
    EditorState.tabSize.of(2),
    indentUnit.of('  '),
    EditorView.contentAttributes.of({ 'aria-label': label }),
    languageOf(file),
  ];
}

/** A chevron that is a word for who does not see it. */
function marker(open: boolean): HTMLElement {
  const made = document.createElement('span');
  made.textContent = open ? '⌄' : '›';
  made.title = open ? 'Fold' : 'Unfold';
  return made;
}

function helpFor(file: string, knowledge: Knowledge): Extension {
  if (file.endsWith('.drl')) return assist(ofRules(knowledge));
  return file.endsWith('.process.yaml') ? assist(ofProcesses(knowledge)) : [];
}

/** What is needed to write: Esc and then Tab leaves the text, since Tab alone indents. */
export function writing(file: string, knowledge: Knowledge): Extension {
  return [
    reading(file, `${file}, editor`),
    history(),
    // Says what is so anyway: a text that scrolls can be reached by keys.
    EditorView.contentAttributes.of({ tabindex: '0' }),
    foldGutter({ markerDOM: marker }),
    lintGutter(),
    drawSelection(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    highlightSelectionMatches(),
    bracketMatching(),
    closeBrackets(),
    helpFor(file, knowledge),
    search({ top: true }),
    keymap.of([
      ...closeBracketsKeymap,
      ...defaultKeymap,
      ...searchKeymap,
      ...historyKeymap,
      ...foldKeymap,
      ...lintKeymap,
      indentWithTab,
    ]),
  ];
}
