import { describe, expect, test } from 'vitest';
import { filterText, matcher, parseFilter } from './filter';

interface Row {
  type: string;
  rules: string[];
  latency: number;
}

const row: Row = { type: 'order.placed', rules: ['shop/review large order'], latency: 12 };
const read = (of: Row, field: string) => of[field as keyof Row];
const passes = (text: string) => matcher<Row>(parseFilter(text), read, ['type'])(row);

describe('a filter', () => {
  test.each([
    ['', true],
    ['type:order.placed', true],
    ['type:order.*', true],
    ['type:order', false],
    ['-type:order.*', false],
    ['rules:"shop/review large order"', true],
    ['latency:>10', true],
    ['latency:<10', false],
    ['placed', true],
    ['type:order.* latency:>100', false],
    ['nothing:here', false],
  ])('%s', (text, expected) => {
    expect(passes(text)).toBe(expected);
  });

  test('is written as it was read', () => {
    const text = '-source:shop type:order.* rule:"two words" word';

    expect(filterText(parseFilter(text))).toBe(text);
  });
});
