import { expect, test } from 'vitest';
import { textOf } from './text';

test('a value that is not given is not sent, so that it stays', () => {
  expect(textOf('', 'a.example,  b.example')).toEqual({ hosts: ['a.example', 'b.example'] });
  expect(textOf('s3cret', '')).toEqual({ value: 's3cret', hosts: [] });
});
