import type { Schema } from '../api/client';

type Constraint = Schema['ConstraintVerdict'];
type Pattern = Schema['PatternVerdict'];

interface Sign {
  glyph: string;
  word: string;
  tone: string;
}

export const SIGNS: Record<Constraint['result'], Sign> = {
  true: { glyph: '✓', word: 'holds', tone: 'ok' },
  false: { glyph: '✗', word: 'does not hold', tone: 'bad' },
  error: { glyph: '!', word: 'could not be evaluated', tone: 'bad' },
  skipped: { glyph: '·', word: 'not looked at', tone: 'none' },
};

export const VERDICTS: Record<Pattern['verdict'], Sign> = {
  matched: { glyph: '✓', word: 'holds', tone: 'ok' },
  not_matched: { glyph: '✗', word: 'stops here', tone: 'bad' },
  could_not_evaluate: { glyph: '·', word: 'not looked at', tone: 'none' },
};

/** `num("total") > 100: value was 50`; with several values each is named. */
export function sentence({ text, actual, reason }: Constraint): string {
  const [first, ...others] = actual;
  const told = reason == null || reason.startsWith('not looked at') ? '' : ` · ${reason}`;
  if (first === undefined) return text + told;
  if (others.length === 0 && text.includes(first.expression))
    return `${text}: value was ${first.value}${told}`;
  return `${text}: ${actual.map(({ expression, value }) => `${expression} was ${value}`).join(', ')}${told}`;
}

/** ` ($card = "7")`; empty without values. */
export function values(actual: Schema['ActualValue'][]): string {
  if (actual.length === 0) return '';
  return ` (${actual.map(({ expression, value }) => `${expression} = ${value}`).join(', ')})`;
}

/** `$b : Event`, `not Alerted`. */
export function headline({ text, name }: Pattern): string {
  return name === undefined || name === '' ? text : `${name} : ${text}`;
}
