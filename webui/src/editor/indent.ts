import { getIndentUnit, indentService } from '@codemirror/language';

const OPENS = /^( *(?:- +)*)[^\s#][^#]*:\s*(?:[|>][+-]?\s*)?(?:\s#.*)?$/;
const FIRST_OF_MAP = /^( *(?:- +)+)[\w$"'][^#]*?:\s/;

/** How far the line after this one is indented; undefined when that is as far as this one. */
export function indentAfter(line: string, unit: number): number | undefined {
  const opens = OPENS.exec(line)?.[1];
  return opens === undefined ? FIRST_OF_MAP.exec(line)?.[1]?.length : opens.length + unit;
}

/** Where a new line of YAML begins: under a key that waits for its value, and beside the first key of an element. */
export const indentYaml = indentService.of((context, at) =>
  context.simulatedBreak === null
    ? undefined
    : indentAfter(context.lineAt(at, -1).text, getIndentUnit(context.state)),
);
