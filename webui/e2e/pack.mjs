/** A pack for the walks: a large order is announced to a service at this address. */
export const drl = `package rules.e2e

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

export const announce = (port) => `document:
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
