type Action = () => void;

/*
 * Single-letter keys, as on every console; they never fire while something is typed or a dialog is open, and `?` lists
 * them. A page binds its own while it is open.
 */
const bound = new Map<string, Action>();
let leader = false;

/** Binds keys while the component lives. `g x` is g, then x; `Ctrl-S` also where text is typed. */
export function keys(bindings: Record<string, Action>): void {
  $effect(() => {
    for (const [key, action] of Object.entries(bindings)) bound.set(key, action);
    return () => {
      for (const [key, action] of Object.entries(bindings)) if (bound.get(key) === action) bound.delete(key);
    };
  });
}

/** Whether single-letter keys are on (they can be turned off in the sheet of keys). */
class KeySwitch {
  on = $state(localStorage.getItem('signalbox.keys') !== 'off');

  toggle(): void {
    this.on = !this.on;
    if (this.on) localStorage.removeItem('signalbox.keys');
    else localStorage.setItem('signalbox.keys', 'off');
  }
}

export const keySwitch = new KeySwitch();

export function pressed(event: KeyboardEvent): void {
  if (event.defaultPrevented || document.querySelector('dialog[open]') !== null) return;
  if (event.ctrlKey || event.metaKey) {
    if (!event.altKey && !event.shiftKey) act(event, `Ctrl-${capital(event.key)}`);
    return;
  }
  if (event.altKey) return;
  if (event.key !== 'Escape' && (!keySwitch.on || takesText(event.target))) return;
  if (event.key === 'g' && !leader) {
    leader = true;
    setTimeout(() => (leader = false), 1200);
    return;
  }
  const name = leader ? `g ${event.key}` : event.key;
  leader = false;
  act(event, name);
}

function act(event: KeyboardEvent, name: string): void {
  const action = bound.get(name);
  if (action === undefined) return;
  event.preventDefault();
  action();
}

function capital(key: string): string {
  return key.length === 1 ? key.toUpperCase() : key;
}

function takesText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches('input, textarea, select');
}
