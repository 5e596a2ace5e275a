import { api } from './hub.mjs';

/** A pack for the walks: a large order is announced to a service at this address. */
const drl = `package rules.e2e

import dev.signalbox.event.Event
import dev.signalbox.rules.Hub
global Hub hub

rule "large order"
when
    $order : Event( type == "e2e.order", num("total") > 100 )
then
    hub.start( "announce" ).key( $order.getSubject() ).with( "total", $order.num( "total" ) );
end
`;

/** Sets the pack and an open source of this name; what matches calls that port. */
export async function install(source, port) {
  await api('PUT', `/sources/${source}`, { kind: 'webhook', verify: 'none' });
  await api('PUT', '/packs/e2e/draft', { drl, definitions: { announce: announce(port) } });
  await api('POST', '/packs/e2e/activate', { note: 'walk in a browser' });
}

const announce = (port) => `document:
  dsl: 1.0.0
  namespace: e2e
  name: announce
  version: 0.1.0
do:
  - tell:
      call: http
      with:
        method: post
        endpoint: http://127.0.0.1:${port}/orders
        body: \${ . }
`;

export const GREETED = 'a large order';

/** Activates a pack whose one rule greets the orders of this type above 100; its rules. */
export async function greeting(pack, run, type) {
  const drl = `package rules.${pack.replaceAll('-', '_')}

import dev.signalbox.event.Event
import dev.signalbox.rules.Hub
global Hub hub

rule "${GREETED}"
when
    $order : Event( type == "${type}", num("total") > 100 )
then
    hub.start( "greet-${run}" ).with( "total", $order.num( "total" ) );
end
`;
  await api('PUT', `/packs/${pack}/draft`, { drl, definitions: { [`greet-${run}`]: greet(run) } });
  await api('POST', `/packs/${pack}/activate`, { note: 'as it was first' });
  return drl;
}

const greet = (run) => `document:
  dsl: 1.0.0
  namespace: e2e
  name: greet-${run}
  version: 0.1.0
do:
  - greet:
      set:
        text: hello
`;
