type Choice = 'system' | 'light' | 'dark';

const KEY = 'signalbox.theme';
const NEXT: Record<Choice, Choice> = { system: 'light', light: 'dark', dark: 'system' };

/** The colour theme: the system's until the user chooses; the choice is kept in this browser. */
class Theme {
  choice = $state<Choice>(kept());

  next(): void {
    this.choice = NEXT[this.choice];
    if (this.choice === 'system') {
      localStorage.removeItem(KEY);
      delete document.documentElement.dataset['theme'];
    } else {
      localStorage.setItem(KEY, this.choice);
      document.documentElement.dataset['theme'] = this.choice;
    }
  }
}

function kept(): Choice {
  const value = localStorage.getItem(KEY);
  return value === 'light' || value === 'dark' ? value : 'system';
}

export const theme = new Theme();
