/*
 * The filter language, the same as the hub's: `field:value` all of which must hold, `-field:value` excludes, `order.*` is
 * a prefix, `"two words"` is quoted, `latency:>100` compares, a word without a field is looked for anywhere.
 */

export interface Term {
  field: string;
  value: string;
  not: boolean;
}

const TERM = /(-?)(?:([A-Za-z][\w.]*):)?(?:"([^"]*)"?|(\S+))/g;

export function parseFilter(text: string): Term[] {
  return [...text.matchAll(TERM)].map(([, not, field, quoted, plain]) => ({
    field: field ?? '',
    value: quoted ?? plain ?? '',
    not: not === '-',
  }));
}

export function termText(term: Term): string {
  const value = /[\s"]/.test(term.value) || term.value === '' ? `"${term.value}"` : term.value;
  return `${term.not ? '-' : ''}${term.field === '' ? '' : `${term.field}:`}${value}`;
}

export function filterText(terms: Term[]): string {
  return terms.map(termText).join(' ');
}

/** What a row offers to a filter; a list holds when one of its values does. */
export type Field = string | number | readonly string[] | undefined;

/** A test of rows for these terms. `words` are the fields in which a word without a field is looked for. */
export function matcher<Row>(
  terms: Term[],
  read: (row: Row, field: string) => Field,
  words: string[],
): (row: Row) => boolean {
  const tests = terms.map((term) => {
    const test = valueTest(term.value.toLowerCase(), term.field === '');
    const fields = term.field === '' ? words : [term.field];
    return (row: Row) => fields.some((field) => holds(read(row, field), test)) !== term.not;
  });
  return (row) => tests.every((test) => test(row));
}

function holds(field: Field, test: (value: string) => boolean): boolean {
  if (field === undefined) return false;
  if (typeof field === 'object') return field.some((value) => test(value.toLowerCase()));
  return test(String(field).toLowerCase());
}

function valueTest(wanted: string, anywhere: boolean): (value: string) => boolean {
  if (anywhere) return (value) => value.includes(wanted);
  const bound = /^([<>])(-?\d+(?:\.\d+)?)$/.exec(wanted);
  if (bound !== null) {
    const limit = Number(bound[2]);
    return bound[1] === '<' ? (value) => Number(value) < limit : (value) => Number(value) > limit;
  }
  if (wanted.endsWith('*')) {
    const prefix = wanted.slice(0, -1);
    return (value) => value.startsWith(prefix);
  }
  return (value) => value === wanted;
}
