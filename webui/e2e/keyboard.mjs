// A person without a mouse.
import assert from 'node:assert/strict';

/** Presses Tab until what begins with this name has the focus, and shows it. */
export async function tabTo(page, name, back = false) {
  const seen = [];
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press(back ? 'Shift+Tab' : 'Tab');
    const { told, shown } = await focus(page);
    if (told.startsWith(name)) {
      assert.ok(shown, `${name} does not show that it has the focus`);
      return;
    }
    seen.push(told.slice(0, 30));
  }
  assert.fail(`${name} was not reached by Tab: ${seen.join(' | ')}`);
}

/** Waits until what begins with this name has the focus. */
export async function focused(page, name) {
  for (let i = 0; i < 40; i++) {
    if ((await focus(page)).told.startsWith(name)) return;
    await page.waitForTimeout(25);
  }
  assert.equal((await focus(page)).told, name);
}

/** What has the focus, by its label or its text, and whether a person sees it. */
function focus(page) {
  return page.evaluate(() => {
    const { activeElement: element } = globalThis.document;
    const label = element.getAttribute('aria-label') ?? (element.labels?.[0] ?? element).textContent;
    const { outlineStyle } = globalThis.getComputedStyle(element);
    return { told: label.trim(), shown: element.matches(':focus-visible') && outlineStyle !== 'none' };
  });
}
