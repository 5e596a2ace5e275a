/** The wall clock as a rune, to the second: every relative time on a page moves with it. */
class Now {
  second = $state(Date.now());

  constructor() {
    setInterval(() => {
      if (!document.hidden) this.second = Date.now();
    }, 1000);
  }
}

export const now = new Now();
