/** Who is signed in, as far as this tab knows. The cookie itself is out of reach of scripts. */
class Session {
  /** Value of X-CSRF-Token for writes. */
  csrf = $state<string | null>(null);
  user = $state('');
  state = $state<'unknown' | 'in' | 'out'>('unknown');

  opened(user: string, csrf: string | null): void {
    this.user = user;
    this.csrf = csrf;
    this.state = 'in';
  }

  lost(): void {
    this.csrf = null;
    this.state = 'out';
  }
}

export const session = new Session();
