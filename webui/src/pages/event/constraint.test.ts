import { render, screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import RuleVerdict from './RuleVerdict.svelte';

test('a constraint that failed says the value that was there', () => {
  render(RuleVerdict, {
    rule: {
      rule: 'shop/large order',
      verdict: 'not_matched',
      patterns: [
        {
          text: 'Event',
          verdict: 'not_matched',
          constraints: [
            { text: 'type == "order"', result: 'true', failed: false, actual: [] },
            {
              text: 'num("total") > 100',
              result: 'false',
              failed: true,
              actual: [{ expression: 'num("total")', value: '50' }],
            },
          ],
        },
      ],
    },
  });

  const [, failed] = screen.getAllByRole('listitem');
  expect(failed?.textContent).toContain('num("total") > 100: value was 50');
  expect(failed?.textContent).toContain('first that did not hold');
});

test('text of an event is never read as markup', () => {
  render(RuleVerdict, { rule: { rule: '<img src=x onerror=alert(1)>', verdict: 'matched', patterns: [] } });

  expect(document.querySelector('img')).toBeNull();
});
