import { render, screen } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { Workspace } from '../workspace.svelte';
import PackHead from './PackHead.svelte';

function head(off: string[]): void {
  const workspace = new Workspace('shop');
  workspace.loaded = true;
  workspace.activeVersion = 3;
  workspace.off = off;
  const said = { onask: vi.fn(), ondiff: vi.fn(), onrun: vi.fn(), ontest: vi.fn() };
  render(PackHead, { workspace, diff: false, running: false, errors: 0, testing: false, ...said });
}

test('who edits a pack sees that a rule of it was switched off, and where it says why', () => {
  head(['shop/endless']);

  const told = screen.getByRole('link', { name: '1 rule switched off' });
  expect(told.getAttribute('href')).toBe('/rules/shop/versions');
  expect(told.title).toContain('shop/endless');
});

test('nothing is said of rules that all decide', () => {
  head([]);

  expect(screen.queryByText(/switched off/)).toBeNull();
});
