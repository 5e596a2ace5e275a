import type { Preset } from './presets';

const BYTES = 32;

/** A fresh secret in the form that the sender wants. */
export function freshSecret(form: Preset['secret']): string {
  if (form === 'none' || form === 'theirs') return '';
  const bytes = crypto.getRandomValues(new Uint8Array(BYTES));
  return form === 'whsec'
    ? `whsec_${btoa(String.fromCharCode(...bytes))}`
    : [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A name that no source has yet. */
export function freeName(wanted: string, taken: readonly string[]): string {
  let name = wanted;
  for (let n = 2; taken.includes(name); n++) name = `${wanted}-${n}`;
  return name;
}
