import { expect, test } from 'vitest';
import { withBlock, withCell, withColumn, withoutColumn, withoutRow } from './edits';
import { blockOf, cellAt, cellOf, sheetOf } from './sheet';

const CSV = 'key,name,on\nDE,"Germany, all",true\nAT,,\n';

test('cells are read as RFC 4180 has them', () => {
  const sheet = sheetOf('\uFEFFa,b\r\n"x ""y""","1\n2"\r\n\r\nlast,');

  expect(sheet.rows).toHaveLength(3);
  expect(sheet.sound).toBe(true);
  expect([0, 1, 2].map((row) => [cellOf(sheet, row, 0), cellOf(sheet, row, 1)])).toEqual([
    ['a', 'b'],
    ['x "y"', '1\n2'],
    ['last', ''],
  ]);
  expect(sheetOf('').rows).toEqual([]);
});

test('a quote that nothing ends makes no grid', () => {
  expect(sheetOf('a,b\nx,"y\nz,1').sound).toBe(false);
  expect(sheetOf('a\n"').sound).toBe(false);
  expect(sheetOf('a\n""').sound).toBe(true);
});

test('a cell is changed and nothing around it', () => {
  const sheet = sheetOf(CSV);

  expect(withCell(sheet, 2, 1, 'Austria')).toBe('key,name,on\nDE,"Germany, all",true\nAT,Austria,\n');
  expect(withCell(sheet, 1, 1, 'say "no"')).toBe('key,name,on\nDE,"say ""no""",true\nAT,,\n');
  expect(withCell(sheet, 0, 2, 'open')).toBe('key,name,open\nDE,"Germany, all",true\nAT,,\n');
});

test('a row behind the last is made, in the way the others end', () => {
  expect(withCell(sheetOf(CSV), 3, 0, 'FR')).toBe(`${CSV}FR,,\n`);
  expect(withCell(sheetOf('a,b\r\nx,1'), 2, 1, '2')).toBe('a,b\r\nx,1\r\n,2\r\n');
  expect(withCell(sheetOf(''), 0, 0, 'key')).toBe('key\n');
});

test('a row that is too short is made long enough', () => {
  expect(withCell(sheetOf('a,b,c\nx\n'), 1, 2, '3')).toBe('a,b,c\nx,,3\n');
});

test('a block is put over what is there and beyond it', () => {
  const pasted = withBlock(sheetOf('k,v\na,1\nb,2\n'), 2, 1, [
    ['20', 'new'],
    ['30', 'more'],
  ]);

  expect(pasted).toBe('k,v,\na,1,\nb,20,new\n,30,more\n');
  expect(withBlock(sheetOf('k,v\na,1\n'), 0, 0, [['x'], ['y']])).toBe('x,v\ny,1\n');
});

test('rows and columns come and go', () => {
  expect(withoutRow(sheetOf(CSV), 1)).toBe('key,name,on\nAT,,\n');
  expect(withoutRow(sheetOf(CSV), 2)).toBe('key,name,on\nDE,"Germany, all",true\n');
  expect(withColumn(sheetOf(CSV), 'max')).toBe('key,name,on,max\nDE,"Germany, all",true,\nAT,,,\n');
  expect(withoutColumn(sheetOf(CSV), 1)).toBe('key,on\nDE,true\nAT,\n');
});

test('a clipboard of a spreadsheet is rows of cells', () => {
  expect(blockOf('a\t"1\n2"\nb\t"say ""no"""\n')).toEqual([
    ['a', '1\n2'],
    ['b', 'say "no"'],
  ]);
  expect(blockOf('one, two')).toEqual([['one, two']]);
  expect(blockOf('a\r\n\r\nc\r\n')).toEqual([['a'], [''], ['c']]);
});

test('a place of the text lies in a cell', () => {
  const sheet = sheetOf('k,v\n\n"a\nb",1\nc,22\n');

  expect(cellAt(sheet, 1, 3)).toEqual({ row: 0, column: 1 });
  expect(cellAt(sheet, 4, 4)).toEqual({ row: 1, column: 1 });
  expect(cellAt(sheet, 5, 4)).toEqual({ row: 2, column: 1 });
  expect(cellAt(sheet, 99, 1)).toEqual({ row: 2, column: 1 });
});
