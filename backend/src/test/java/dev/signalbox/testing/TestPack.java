package dev.signalbox.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

/** A pack for tests: orders that are paid are told to a service; orders that are parked wait first. */
public final class TestPack {

    public static final String RULES = """
            package rules.shop

            import dev.signalbox.event.Event
            import dev.signalbox.rules.Hub
            global Hub hub

            rule "tell"
            when
                $e : Event( type == "order.paid", num("total") > 100 )
            then
                hub.start( "tell" ).key( $e.getSubject() ).with( "order", $e.getId() );
            end

            rule "park"
            when
                $e : Event( type == "order.parked" )
            then
                hub.start( "park" ).key( $e.getSubject() ).with( "order", $e.getId() );
            end
            """;

    public static final String TELL = """
            document:
              dsl: '1.0.0'
              namespace: shop
              name: tell
              version: '1.0.0'
            do:
              - deliver:
                  try:
                    - post:
                        call: http
                        with:
                          method: post
                          endpoint: %s/tell
                          body:
                            order: ${ $workflow.input.order }
                  catch:
                    errors:
                      with:
                        type: https://serverlessworkflow.io/spec/1.0.0/errors/communication
                    retry:
                      delay:
                        milliseconds: 200
                      limit:
                        attempt:
                          count: %d
            """;

    public static final String PARK = """
            document:
              dsl: '1.0.0'
              namespace: shop
              name: park
              version: '1.0.0'
            do:
              - pause:
                  wait:
                    milliseconds: %d
              - post:
                  call: http
                  with:
                    method: post
                    endpoint: %s/park
                    body:
                      order: ${ $workflow.input.order }
            """;

    private TestPack() {}

    /** Puts the pack and the source {@code shop} into a hub and activates them. */
    public static void into(HubClient hub, String service, int attempts, int waitMillis) throws InterruptedException {
        assertThat(hub.put(
                                "/sources/shop",
                                Map.of(
                                        "kind",
                                        "webhook",
                                        "verify",
                                        "none",
                                        "limits",
                                        Map.of("rate", 5000, "burst", 10000)))
                        .status())
                .isBetween(200, 201);
        HubClient.Answer draft = hub.put(
                "/packs/shop/draft",
                Map.of(
                        "drl",
                        RULES,
                        "definitions",
                        Map.of(
                                "tell",
                                TELL.formatted(service, attempts),
                                "park",
                                PARK.formatted(waitMillis, service))));
        assertThat(draft.status()).as(draft.body().toString()).isEqualTo(200);
        HubClient.Answer active = hub.post("/packs/shop/activate", Map.of("note", "test"));
        assertThat(active.status()).as(active.body().toString()).isEqualTo(200);
    }

    /** A paid order that the rule matches when its total is over 100. */
    public static String paid(String id, String subject, int total) {
        return "{\"type\":\"order.paid\",\"id\":\"" + id + "\",\"subject\":\"" + subject + "\",\"total\":" + total
                + "}";
    }

    public static String parked(String id, String subject) {
        return "{\"type\":\"order.parked\",\"id\":\"" + id + "\",\"subject\":\"" + subject + "\"}";
    }
}
