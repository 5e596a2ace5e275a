/** Why an event is in quarantine, when it is not what its schema wants: a list is read more easily than a line. */
export interface SchemaCause {
  head: string;
  violations: { pointer: string; text: string }[];
  next: string;
}

const CAUSE = /^schema: (not what .+? wants): (.+)\. (Mend what .+)$/s;

export function schemaCause(cause: string): SchemaCause | undefined {
  const [, head, list, next] = CAUSE.exec(cause) ?? [];
  if (head === undefined || list === undefined || next === undefined) return undefined;
  const violations = list.split(/; (?=\/|the data: |and \d+ more$)/).map((one) => {
    const [, pointer = '', text = one] = /^(\/.*?|the data): (.+)$/s.exec(one) ?? [];
    return { pointer, text };
  });
  return { head: head.charAt(0).toUpperCase() + head.slice(1), violations, next: `${next}.` };
}
