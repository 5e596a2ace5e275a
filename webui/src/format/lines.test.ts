import { expect, test } from 'vitest';
import { lineCount } from './lines';

test('only the lines that differ are counted', () => {
  expect(lineCount('a\nb\nc\n', 'a\nx\ny\nc\n')).toEqual({ added: 2, removed: 1 });
  expect(lineCount('a\nb\n', 'a\nb\n')).toEqual({ added: 0, removed: 0 });
});

test('a file that is new or gone counts whole', () => {
  expect(lineCount('', 'a\nb\n')).toEqual({ added: 2, removed: 0 });
  expect(lineCount('a\nb\n', '')).toEqual({ added: 0, removed: 2 });
});

test('a line that was put between two others is one line', () => {
  expect(lineCount('a\nb\nc', 'a\nnew\nb\nc')).toEqual({ added: 1, removed: 0 });
});

test('large texts are compared by the lines that both have', () => {
  const lines = Array.from({ length: 5000 }, (_, i) => `line ${i}`);
  const turned = [...lines].reverse();

  expect(lineCount(lines.join('\n'), [...turned, 'new'].join('\n'))).toEqual({ added: 1, removed: 0 });
});
