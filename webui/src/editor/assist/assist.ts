import {
  autocompletion,
  closeCompletion,
  type CompletionContext,
  completionKeymap,
  type CompletionResult,
  completionStatus,
} from '@codemirror/autocomplete';
import { type Extension, Prec } from '@codemirror/state';
import { type EditorView, hoverTooltip, keymap, type TooltipView } from '@codemirror/view';
import { contextOf } from './context';
import { type Told, toldAt } from './hover';
import type { Knowledge } from './knowledge';
import { optionsFor } from './options';

/** What helps who writes a text of some language. */
export interface Help {
  complete: (context: CompletionContext) => Promise<CompletionResult | null>;
  /** What is told of the word at an index. */
  told: (text: string, at: number) => Promise<Told | undefined>;
}

/** Proposes what fits where one writes, and tells of the word under the pointer. */
export function assist({ complete, told }: Help): Extension {
  const keys = completionKeymap.filter(({ key }) => key !== 'Escape');
  return [
    Prec.highest(keymap.of([...keys, { key: 'Escape', run: escape }])),
    autocompletion({ override: [complete], defaultKeymap: false, icons: false, maxRenderedOptions: 200 }),
    hoverTooltip(async (view, pos) => {
      const found = await told(view.state.doc.toString(), pos);
      return found === undefined
        ? null
        : { pos: found.from, end: found.to, above: true, create: () => shown(found) };
    }),
  ];
}

/** Help for rules, out of what is known of recorded events. */
export const ofRules = (knowledge: Knowledge): Help => ({
  complete: (context) => complete(context, knowledge),
  told: (text, at) => toldAt(text, at, knowledge),
});

/** Closes the list that is shown. One that is only about to come is not in the way of who leaves the text. */
function escape(view: EditorView): boolean {
  const shown = completionStatus(view.state) === 'active';
  closeCompletion(view);
  return shown;
}

async function complete(context: CompletionContext, knowledge: Knowledge): Promise<CompletionResult | null> {
  const found = contextOf(context.state.sliceDoc(0, context.pos));
  if (found === undefined) return null;
  const quoted = 'quoted' in found && found.quoted;
  const opened =
    quoted || ['member', 'column', 'example', 'rule-annotation', 'type-annotation'].includes(found.kind);
  // Without a letter a list comes where little else can be meant, or when it is asked for.
  if (!context.explicit && found.word === '' && !opened) return null;
  const options = await optionsFor(found, knowledge);
  if (options.length === 0) return null;
  return { from: found.from, options, validFor: quoted ? /^[^"\n]*$/ : /^[\w$-]*$/ };
}

function shown({ title, lines }: Told): TooltipView {
  const dom = document.createElement('div');
  dom.className = 'cm-told';
  const head = dom.appendChild(document.createElement('code'));
  head.textContent = title;
  for (const line of lines) dom.appendChild(document.createElement('p')).textContent = line;
  return { dom };
}
