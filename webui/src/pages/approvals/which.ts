import type { Approval } from '../../api/processes';

/** Of a question: an instance can ask several at once. */
export const idOf = (one: Approval) => `${one.instance} ${one.path} ${one.since}`;

/** The question that the address names; without one, the one that has waited longest. */
export function wanted(
  all: readonly Approval[],
  instance: string | null,
  path: string | null,
): Approval | undefined {
  return instance === null
    ? all.at(-1)
    : all.find((one) => one.instance === instance && (path === null || one.path === path));
}
