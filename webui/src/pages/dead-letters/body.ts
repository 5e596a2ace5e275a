import type { Schema } from '../../api/client';

export const VERSIONS = [
  { value: 'own', title: 'its own' },
  { value: 'newest', title: 'the newest, where it has the task' },
];

interface Options {
  rate: number;
  stopAfter: number | null;
  newest: boolean;
  /** JSON as somebody wrote it: it stays text, so that no number changes. */
  input: string | undefined;
}

/** The body of a redrive, as text. */
export function redriveBody(selection: Schema['Selection'], options: Options): string {
  const { rate, stopAfter, newest, input } = options;
  const body = JSON.stringify({
    ...selection,
    rate,
    ...(stopAfter === null ? {} : { stopAfter }),
    version: newest ? 'newest' : 'own',
  });
  return input === undefined ? body : `${body.slice(0, -1)},"input":${input}}`;
}

/** Only what says something. */
export function filterOf(fields: Record<string, string>): Schema['Selection'] {
  const filter: Record<string, string> = {};
  for (const [name, value] of Object.entries(fields)) if (value.trim() !== '') filter[name] = value.trim();
  return filter;
}

/** Why a text cannot be an input; undefined when it can. */
export function faultOf(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (thrown) {
    return `no JSON: ${thrown instanceof Error ? thrown.message : String(thrown)}`;
  }
}
