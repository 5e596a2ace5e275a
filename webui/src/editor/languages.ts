import { StreamLanguage, type StreamParser } from '@codemirror/language';
import { json } from '@codemirror/legacy-modes/mode/javascript';
import { yaml } from '@codemirror/legacy-modes/mode/yaml';
import type { Extension } from '@codemirror/state';
import { tags } from '@lezer/highlight';
import { drl } from './drl';
import { foldIndented, foldRules } from './folding';
import { indentYaml } from './indent';

/* The small mode of YAML on purpose: its faults are told by the hub, and the parser would weigh ten times as much. */
const yamlLanguage = StreamLanguage.define({
  ...(yaml as StreamParser<unknown>),
  languageData: { commentTokens: { line: '#' }, closeBrackets: { brackets: ['[', '{', '"', "'"] } },
  tokenTable: { atom: tags.propertyName, def: tags.meta },
});

/** The mode calls a name a text too. */
const jsonLanguage = StreamLanguage.define({
  ...(json as StreamParser<unknown>),
  token: (stream, state) => {
    const token = json.token(stream, state);
    return token?.includes('property') === true ? 'propertyName' : token;
  },
  languageData: { closeBrackets: { brackets: ['[', '{', '"'] } },
});

/** How the text of a file is coloured and folded, by its name. */
export function languageOf(file: string): Extension {
  if (file.endsWith('.csv')) return [];
  if (file.endsWith('.json')) return [jsonLanguage, foldIndented];
  return file.endsWith('.drl') ? [drl, foldRules] : [indentYaml, yamlLanguage, foldIndented];
}
