import { expect, test } from 'vitest';
import { faultOf, filterOf, redriveBody } from './body';

const plain = { rate: 10, stopAfter: null, newest: false, input: undefined };

test('the body of a redrive keeps the digits of an input', () => {
  expect(redriveBody({ ids: ['a'] }, { ...plain, input: '{"n": 12345678901234567890.10}' })).toBe(
    '{"ids":["a"],"rate":10,"version":"own","input":{"n": 12345678901234567890.10}}',
  );
  expect(redriveBody({ fingerprint: 'f' }, { ...plain, stopAfter: 3, newest: true })).toBe(
    '{"fingerprint":"f","rate":10,"stopAfter":3,"version":"newest"}',
  );
});

test('a filter says only what is said', () => {
  expect(filterOf({ definition: ' ship ', task: '', type: '  ' })).toEqual({ definition: 'ship' });
});

test('what is no JSON is told', () => {
  expect(faultOf('{"a": 1}')).toBeUndefined();
  expect(faultOf('{a}')).toContain('no JSON');
});
