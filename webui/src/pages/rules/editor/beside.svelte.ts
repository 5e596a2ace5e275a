const NAME = 'signalbox.facts';

/** What stands beside the text of rules; the choice is kept in this browser. */
class Beside {
  private open = $state(localStorage.getItem(NAME) === 'open');

  get facts(): boolean {
    return this.open;
  }

  set facts(open: boolean) {
    this.open = open;
    localStorage.setItem(NAME, open ? 'open' : 'closed');
  }
}

export const beside = new Beside();
