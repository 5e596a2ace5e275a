import { expect, test } from 'vitest';
import { indentAfter } from './indent';

test.each([
  ['do:', 2],
  ['  - greet:', 6],
  ['      with: # what is asked', 8],
  ['    text: |-', 6],
  ['  - type: order.placed', 4],
  ['    - - when: .a > 1', 8],
  ['    call: http', undefined],
  ['  - shop', undefined],
  ['  # a list:', undefined],
  ['', undefined],
])('after "%s" a line is indented by %s', (line, indent) => {
  expect(indentAfter(line, 2)).toBe(indent);
});
