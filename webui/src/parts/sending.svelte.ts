import { hub } from '../api/client';
import { Resource } from '../api/resource.svelte';
import { sendCommand } from './curl';

/** What a source is called that takes anything. */
export const OPEN_SOURCE = 'demo';

/** How to send an event to this very hub. */
export class Sending {
  /** The command, or empty when no source takes what a plain command sends. */
  readonly command = new Resource<string>();

  ask(): void {
    void this.command.ask(async () => {
      const [info, sources] = await Promise.all([hub.info(), hub.sources()]);
      const open = sources.items.find(({ verify, kind, state }) => {
        return verify === 'none' && kind === 'webhook' && state === 'on';
      });
      return open === undefined ? '' : sendCommand(info.ingestUrl, open.name);
    });
  }

  /** Makes a source that takes it. */
  make(then?: () => void): void {
    void this.command.ask(async () => {
      await hub.putSource(OPEN_SOURCE, { kind: 'webhook', verify: 'none' });
      then?.();
      return sendCommand((await hub.info()).ingestUrl, OPEN_SOURCE);
    });
  }
}
