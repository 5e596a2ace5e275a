import { hub } from './hub.mjs';

/** The editor of packs as a person uses it. */
export class Editor {
  constructor(page, pack) {
    this.page = page;
    this.pack = pack;
  }

  async open(query = '') {
    await this.page.goto(`${hub.url}/rules/${this.pack}${query}`);
    await this.page.locator('.cm-content').waitFor();
  }

  /** Writes this in the place of the line that has these words. */
  async rewrite(words, line) {
    await this.page.locator('.cm-line', { hasText: words }).first().click();
    await this.page.keyboard.press('End');
    await this.page.keyboard.press('Shift+Home');
    // Text typed over a styled line would be styled inline by the browser, which the policy forbids.
    await this.page.keyboard.press('Backspace');
    await this.page.keyboard.insertText(line);
  }

  problems() {
    return this.page.getByRole('list', { name: 'Problems' });
  }

  button(name) {
    return this.page.getByRole('button', { name, exact: true });
  }

  async quiet() {
    await this.problems().getByText('The compiler has nothing to say').waitFor();
  }

  /** Activates the draft with a note; the number of its version. */
  async activate(note) {
    await this.button('Activate').click();
    const dialog = this.page.getByRole('dialog');
    await dialog.getByText('No error').waitFor();
    await dialog.getByLabel('Note').fill(note);
    await dialog.getByRole('button', { name: 'Activate' }).click();
    const title = dialog.getByRole('heading', { name: /^Version \d+ is active$/ });
    await title.waitFor();
    const version = Number(/\d+/.exec(await title.textContent())[0]);
    await dialog.getByRole('button', { name: 'Close' }).click();
    return version;
  }
}
