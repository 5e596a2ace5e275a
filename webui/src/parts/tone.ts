/** One meaning for one colour, always beside a word. */
export type Tone = 'accent' | 'ok' | 'warn' | 'bad' | 'dup' | 'none';

const TONES: Record<string, Tone> = {
  journaled: 'accent',
  running: 'accent',
  started: 'accent',
  scheduled: 'accent',
  decided: 'ok',
  matched: 'ok',
  on: 'ok',
  alive: 'ok',
  closed: 'ok',
  finished: 'ok',
  succeeded: 'ok',
  waiting: 'warn',
  retrying: 'warn',
  compensating: 'warn',
  compensated: 'warn',
  paused: 'warn',
  leaving: 'warn',
  'half-open': 'warn',
  open: 'bad',
  failed: 'bad',
  gone: 'bad',
  refused: 'bad',
  quarantined: 'bad',
  'dead letter': 'bad',
  could_not_evaluate: 'bad',
  duplicate: 'dup',
};

export function toneOf(word: string): Tone {
  return TONES[word] ?? 'none';
}

const WORDS: Record<string, string> = {
  unmatched: 'no match',
  not_matched: 'not matched',
  could_not_evaluate: 'could not evaluate',
  dead_lettered: 'dead letter',
};

/** The word a person reads for a state of the API. */
export function wordOf(state: string): string {
  return WORDS[state] ?? state;
}
