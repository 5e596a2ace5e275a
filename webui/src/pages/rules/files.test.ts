import { expect, test } from 'vitest';
import { changesOf, filesOf, withText } from './files';

const files = {
  drl: 'package rules.shop',
  definitions: { ship: 's', bill: 'b' },
  sources: '',
  cases: { 'a-large-order': 'c' },
  tables: { vip: 't' },
  schemas: { 'order.placed': '{}' },
};

test('rules and sources are always there, the others by name', () => {
  expect(filesOf(files).map(({ name }) => name)).toEqual([
    'rules.drl',
    'bill.process.yaml',
    'ship.process.yaml',
    'sources.yaml',
    'schemas/order.placed.schema.json',
    'tables/vip.csv',
    'cases/a-large-order.case.yaml',
  ]);
});

test('a text is put where its name says, and is taken out by none', () => {
  expect(withText(files, 'sources.yaml', 'x').sources).toBe('x');
  expect(withText(files, 'cases/new.case.yaml', 'n').cases).toEqual({ 'a-large-order': 'c', new: 'n' });
  expect(withText(files, 'tables/new.csv', 'n').tables).toEqual({ vip: 't', new: 'n' });
  expect(withText(files, 'schemas/a.b.schema.json', 'n').schemas).toEqual({
    'order.placed': '{}',
    'a.b': 'n',
  });
  expect(withText(files, 'ship.process.yaml', undefined).definitions).toEqual({ bill: 'b' });
});

test('a file that is only on one side is a change', () => {
  const changed = withText(withText(files, 'ship.process.yaml', undefined), 'cases/new.case.yaml', 'n');

  expect(changesOf(files, changed)).toEqual([
    { file: 'cases/new.case.yaml', before: '', after: 'n' },
    { file: 'ship.process.yaml', before: 's', after: '' },
  ]);
  expect(changesOf(null, files)).toHaveLength(6);
});
