import type { Schema } from '../../api/client';

/** What is sent for a form: a value that is empty is kept as it is. */
export function textOf(value: string, hosts: string): Schema['SecretText'] {
  const list = hosts.split(/[\s,]+/).filter((host) => host !== '');
  return value === '' ? { hosts: list } : { value, hosts: list };
}

export function hostsOf(secret: Schema['Secret'] | undefined): string {
  return secret?.hosts.join(', ') ?? '';
}
