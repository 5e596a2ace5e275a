import type { CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import type { Help } from '../assist/assist';
import type { Knowledge } from '../assist/knowledge';

/** What the hub checks a definition with and all that reads it; a page loads it when it is asked for the first time. */
const loaded = () => import('./profile');

/** Help for definitions of processes, out of the schema that the hub checks them with. */
export const ofProcesses = (knowledge: Knowledge): Help => ({
  complete: (context) => complete(context, knowledge),
  told: async (text, at) => (await loaded()).toldAt(text, at),
});

async function complete(context: CompletionContext, knowledge: Knowledge): Promise<CompletionResult | null> {
  const { optionsAt } = await loaded();
  const found = await optionsAt(context.state.doc.toString(), context.pos, knowledge);
  if (found === undefined || found.options.length === 0) return null;
  // Without a letter a list comes where few values are meant, or when it is asked for.
  if (!context.explicit && found.word === '' && !found.value) return null;
  return { from: found.from, options: found.options, validFor: /^[\w$./-]*$/ };
}
