import { keys } from './keys.svelte';

/** j, k and Enter over the rows of a table. */
export class RowKeys {
  at = $state(-1);

  constructor(size: () => number, open: (index: number) => void) {
    keys({
      j: () => {
        this.move(Math.min(size() - 1, this.at + 1));
      },
      k: () => {
        this.move(Math.max(0, this.at - 1));
      },
      Enter: () => {
        if (this.at >= 0 && this.at < size()) open(this.at);
      },
      Escape: () => (this.at = -1),
    });
  }

  private move(to: number): void {
    this.at = to;
    document.querySelectorAll('tbody tr')[to]?.scrollIntoView({ block: 'nearest' });
  }
}
