import { afterEach, expect, test, vi } from 'vitest';
import { panel } from './panel';

afterEach(() => {
  document.body.replaceChildren();
});

function opened(opener: HTMLElement, onclose = vi.fn()): { field: HTMLElement; close: () => void } {
  document.body.append(opener);
  opener.focus();
  const node = document.createElement('section');
  const field = node.appendChild(document.createElement('input'));
  document.body.append(node);
  const undo = panel('input', onclose)(node);
  return {
    field,
    close: () => {
      if (undo) undo();
      node.remove();
    },
  };
}

test('a panel that a button opens takes the focus, and gives it back', () => {
  const button = document.createElement('button');
  const { field, close } = opened(button);

  expect(document.activeElement).toBe(field);
  close();
  expect(document.activeElement).toBe(button);
});

test('a panel that opens with the page leaves the focus where it is', () => {
  const text = document.createElement('textarea');
  const { close } = opened(text);

  expect(document.activeElement).toBe(text);
  close();
  expect(document.activeElement).toBe(text);
});

test('Escape closes it, unless something in it took the key', () => {
  const onclose = vi.fn();
  const { field } = opened(document.createElement('button'), onclose);

  const taken = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true });
  taken.preventDefault();
  field.dispatchEvent(taken);
  expect(onclose).not.toHaveBeenCalled();
  field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }));
  expect(onclose).toHaveBeenCalledOnce();
});
