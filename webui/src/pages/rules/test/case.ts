import type { DryRun, DryRunResult } from '../../../api/client';
import { afterOf, fieldsOf, type Given, picked } from './given';

/** A case of these events that expects what the rules made of them; their times are relative. */
export function caseOf(title: string, all: Given[], advance: string, run: DryRun): string {
  const given = all.map((one, index) => `  - ${eventOf(all, one, index)}`);
  return [
    `name: ${JSON.stringify(title)}`,
    'given:',
    ...given,
    ...(advance === '' ? [] : [`advance: ${advance}`]),
    'expect:',
    ...expected(run.results),
    '',
  ].join('\n');
}

/** JSON is YAML. */
function eventOf(all: Given[], one: Given, index: number): string {
  const fields = fieldsOf(one);
  if (typeof fields === 'string') throw new SyntaxError(fields);
  const after = afterOf(all, index);
  const attributes = { ...picked(fields), ...(after === undefined ? {} : { after }) };
  const parts = Object.entries(attributes).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  if (fields.data != null) parts.push(`data: ${fields.data.raw}`);
  return parts.join('\n    ');
}

function expected(results: DryRunResult[]): string[] {
  const matched = [...new Set(results.flatMap((result) => result.matched))];
  const wanted = results.flatMap((result) => result.intentions.map((each) => ({ each, key: result.key })));
  const starts = wanted.flatMap(({ each, key }) =>
    each.kind === 'start'
      ? [
          `    - {definition: ${each.definition ?? ''}, key: ${JSON.stringify(each.key ?? key)}${withOf(each.input?.raw)}}`,
        ]
      : [],
  );
  const alerts = wanted.flatMap(({ each }) =>
    each.kind === 'alert' ? [`    - ${JSON.stringify(each.text ?? '')}`] : [],
  );
  if (matched.length === 0) return ['  nothing: true'];
  return [
    '  matched:',
    ...matched.map((rule) => `    - ${JSON.stringify(rule)}`),
    ...(starts.length > 0 ? ['  starts:', ...starts] : []),
    ...(alerts.length > 0 ? ['  alerts:', ...alerts] : []),
  ];
}

const withOf = (input: string | undefined): string =>
  input === undefined || input === '{}' ? '' : `, with: ${input}`;

/** A name of a file that no case has. */
export function freeName(wanted: string, taken: readonly string[]): string {
  const name =
    wanted
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '') || 'case';
  if (!taken.includes(name)) return name;
  let number = 2;
  while (taken.includes(`${name}-${number}`)) number++;
  return `${name}-${number}`;
}
