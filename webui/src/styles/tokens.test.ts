// @vitest-environment node
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

const css = await readFile(new URL('./tokens.css', import.meta.url), 'utf8');

function token(name: string, theme: 'light' | 'dark'): string {
  const pair = new RegExp(`--${name}: light-dark\\((#\\w+), (#\\w+)\\)`).exec(css);
  const value = pair?.[theme === 'light' ? 1 : 2];
  if (value === undefined) throw new Error(`no token --${name}`);
  return value.length === 4 ? value.replace(/\w/g, '$&$&') : value;
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.03928 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

const TEXT = ['fg', 'fg-2', 'fg-3', 'accent', 'ok', 'warn', 'bad', 'dup'];
const CODE = ['keyword', 'block', 'action', 'name', 'call', 'type', 'string', 'number'].map(
  (word) => `code-${word}`,
);
const PAIRS: [string, string][] = [
  ...TEXT.flatMap((text): [string, string][] => [
    [text, 'bg'],
    [text, 'surface'],
  ]),
  ...[...CODE, 'fg', 'fg-2', 'fg-3', 'dup'].flatMap((text): [string, string][] => [
    [text, 'bg'],
    ...['line', 'added', 'added-line', 'removed', 'removed-line'].map((ground): [string, string] => [
      text,
      `code-${ground}`,
    ]),
  ]),
  ['on-accent', 'accent'],
  ['fg', 'accent-soft'],
  ['fg-2', 'accent-soft'],
  ['bad', 'bad-soft'],
  ['fg', 'bad-soft'],
  ['fg', 'warn-soft'],
];

test.each(PAIRS)('%s on %s is readable in both themes (AA)', (text, ground) => {
  for (const theme of ['light', 'dark'] as const) {
    expect(contrast(token(text, theme), token(ground, theme)), theme).toBeGreaterThanOrEqual(4.5);
  }
});
