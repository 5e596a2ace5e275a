import type { Schema } from '../../api/client';

type Constraint = Schema['ConstraintVerdict'];

export const SIGNS: Record<Constraint['result'], { glyph: string; word: string; tone: string }> = {
  true: { glyph: '✓', word: 'holds', tone: 'ok' },
  false: { glyph: '✗', word: 'does not hold', tone: 'bad' },
  error: { glyph: '!', word: 'could not be evaluated', tone: 'bad' },
  skipped: { glyph: '·', word: 'not looked at', tone: 'none' },
};

/** `num("total") > 100: value was 50`; with several values each is named. */
export function sentence({ text, actual }: Constraint): string {
  const [first, ...others] = actual;
  if (first === undefined) return text;
  if (others.length === 0) return `${text}: value was ${first.value}`;
  return `${text}: ${actual.map(({ expression, value }) => `${expression} was ${value}`).join(', ')}`;
}
