import { expect, test } from 'vitest';
import { match } from './match';

test('a parameter is decoded, and half an escape is taken as it is', () => {
  expect(match('/events/:id', '/events/a%2Fb')).toEqual({ id: 'a/b' });
  expect(match('/events/:id', '/events/100%')).toEqual({ id: '100%' });
});

test('another path is none', () => {
  expect(match('/events/:id', '/events')).toBeNull();
  expect(match('/events/:id', '/events/')).toBeNull();
  expect(match('/live', '/events')).toBeNull();
});
