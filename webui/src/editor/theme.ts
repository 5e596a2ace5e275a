import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** The nonce that the hub put into this page: without it the policy would refuse the editor's styles. */
export function nonce(): Extension {
  const meta = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]');
  return EditorView.cspNonce.of(meta?.nonce ?? '');
}

/** The console's own colours; both themes come with the tokens. */
const look = EditorView.theme({
  '&': { height: '100%', backgroundColor: 'var(--bg)', color: 'var(--fg)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { font: '12.5px/20px var(--mono)', fontVariantLigatures: 'none' },
  '.cm-content': { padding: '8px 0', caretColor: 'var(--accent)' },
  '.cm-line': { padding: '0 12px 0 6px' },
  '.cm-cursor, .cm-dropCursor': { borderLeft: '2px solid var(--accent)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    background: 'var(--code-selection)',
  },
  '.cm-content ::selection': { backgroundColor: 'transparent' },
  '.cm-gutters': { border: '0', backgroundColor: 'var(--bg)', color: 'var(--fg-3)' },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '32px', padding: '0 4px 0 8px' },
  '.cm-activeLine': { backgroundColor: 'var(--code-line)' },
  '.cm-activeLineGutter': { backgroundColor: 'var(--code-line)', color: 'var(--fg)' },
  '.cm-foldGutter .cm-gutterElement': { width: '14px', cursor: 'pointer' },
  '.cm-foldPlaceholder': {
    padding: '0 6px',
    border: '1px solid var(--line)',
    backgroundColor: 'var(--raised)',
    color: 'var(--fg-2)',
  },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': {
    backgroundColor: 'var(--code-match)',
    outline: '1px solid var(--line)',
  },
  '.cm-selectionMatch': { backgroundColor: 'var(--code-match)' },
  '.cm-searchMatch': { backgroundColor: 'var(--warn-soft)', outline: '1px solid var(--warn)' },
  '.cm-searchMatch-selected': { backgroundColor: 'var(--accent-soft)', outline: '1px solid var(--accent)' },
  '.cm-revealed': { backgroundColor: 'var(--accent-soft)' },
});

/** What opens over or under the text: search, hints, completions. */
const panels = EditorView.theme({
  '.cm-panels': { backgroundColor: 'var(--surface)', color: 'var(--fg)' },
  '.cm-panels.cm-panels-top': { borderBottom: '1px solid var(--line)' },
  '.cm-panels.cm-panels-bottom': { borderTop: '1px solid var(--line)' },
  '.cm-panel.cm-search': { padding: '6px 10px', font: '12px/20px var(--sans)' },
  '.cm-textfield': {
    border: '1px solid var(--line)',
    borderRadius: 'var(--radius)',
    backgroundColor: 'var(--bg)',
    color: 'var(--fg)',
  },
  '.cm-button': {
    border: '1px solid var(--line)',
    borderRadius: 'var(--radius)',
    backgroundColor: 'var(--raised)',
    backgroundImage: 'none',
    color: 'var(--fg)',
  },
  '.cm-panel.cm-search [name=close]': { color: 'var(--fg-2)', cursor: 'pointer' },
  '.cm-tooltip': {
    fontVariantLigatures: 'none',
    maxWidth: '560px',
    border: '1px solid var(--line)',
    borderRadius: 'var(--radius)',
    backgroundColor: 'var(--surface)',
    boxShadow: 'var(--shadow)',
    color: 'var(--fg)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { font: '12px/20px var(--mono)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '2px 8px' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    backgroundColor: 'var(--accent-soft)',
    color: 'var(--fg)',
  },
  '.cm-completionDetail': { color: 'var(--fg-3)', fontStyle: 'normal' },
  '.cm-completionMatchedText': { color: 'var(--accent)', textDecoration: 'none' },
  '.cm-completionInfo': { padding: '6px 10px', font: '12px/18px var(--sans)' },
  '.cm-told': { maxWidth: '420px', padding: '6px 10px', font: '12px/18px var(--sans)' },
  '.cm-told code': { color: 'var(--code-call)', font: '12px/18px var(--mono)' },
  '.cm-told p': { margin: '2px 0 0', color: 'var(--fg-2)', overflowWrap: 'anywhere' },
  '.cm-diagnostic': { padding: '6px 10px', font: '12px/18px var(--sans)', whiteSpace: 'pre-wrap' },
  '.cm-diagnostic-error': { borderLeft: '3px solid var(--bad)' },
  '.cm-diagnostic-warning': { borderLeft: '3px solid var(--warn)' },
  '.cm-diagnostic-info': { borderLeft: '3px solid var(--fg-3)' },
  '.cm-diagnosticSource': { color: 'var(--fg-3)', font: '11px/16px var(--mono)', opacity: '1' },
  '.cm-diagnosticAction': {
    margin: '0 0 0 8px',
    padding: '1px 8px',
    backgroundColor: 'var(--accent)',
    color: 'var(--on-accent)',
    font: '600 12px/18px var(--sans)',
  },
});

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--code-keyword)', fontWeight: '600' },
  { tag: tags.controlKeyword, color: 'var(--code-block)', fontWeight: '600' },
  { tag: tags.moduleKeyword, color: 'var(--code-action)', fontWeight: '600' },
  { tag: [tags.operatorKeyword, tags.annotation], color: 'var(--dup)' },
  { tag: tags.definition(tags.name), color: 'var(--code-name)', fontWeight: '600' },
  { tag: tags.special(tags.variableName), color: 'var(--code-name)' },
  { tag: tags.function(tags.variableName), color: 'var(--code-call)' },
  { tag: tags.typeName, color: 'var(--code-type)' },
  { tag: tags.string, color: 'var(--code-string)' },
  { tag: [tags.number, tags.atom, tags.bool, tags.null], color: 'var(--code-number)' },
  { tag: tags.comment, color: 'var(--fg-3)', fontStyle: 'italic' },
  { tag: tags.meta, color: 'var(--fg-3)' },
  { tag: [tags.operator, tags.punctuation, tags.bracket], color: 'var(--fg-2)' },
  // In YAML a key is what a reader looks for.
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--code-keyword)' },
]);

export const theme: Extension = [look, panels, syntaxHighlighting(colours)];
