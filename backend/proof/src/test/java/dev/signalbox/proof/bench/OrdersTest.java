package dev.signalbox.proof.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OrdersTest {

    private final Orders orders = new Orders("127.0.0.1:1");

    @Test
    void each_tenth_delivery_is_an_exact_duplicate_and_no_other_is() {
        Set<String> seen = new HashSet<>();
        for (long delivery = 0; delivery < 1_000; delivery++) {
            assertThat(seen.add(text(delivery)))
                    .as("delivery %d is new", delivery)
                    .isEqualTo(delivery % 10 != 9);
        }
    }

    @Test
    void half_of_the_orders_match_the_rule() {
        assertThat(LongStream.range(0, 1_000).filter(Orders::matches).count()).isEqualTo(500);
        assertThat(text(0)).contains("\"total\":250,");
        assertThat(text(1)).contains("\"total\":150,");
    }

    @Test
    void the_orders_of_so_many_customers_come_in_turn() {
        Orders few = new Orders("127.0.0.1:1", 3);
        Set<String> customers = new HashSet<>();
        for (long delivery = 0; delivery < 100; delivery++) {
            String text = text(few, delivery);
            int at = text.indexOf("\"subject\":\"c");
            customers.add(text.substring(at, text.indexOf(',', at)));
        }

        assertThat(customers)
                .containsExactlyInAnyOrder(
                        "\"subject\":\"c0000000000\"", "\"subject\":\"c0000000001\"", "\"subject\":\"c0000000002\"");
    }

    @Test
    void a_request_has_the_length_that_it_tells() {
        String request = text(123_456);

        assertThat(request).contains("\r\nContent-Length: " + orders.size() + "\r\n");
        assertThat(request.substring(request.indexOf("\r\n\r\n") + 4)).hasSize(orders.size());
        assertThat(orders.size()).isBetween(900, 1_100);
    }

    @Test
    void the_number_of_an_order_is_read_from_what_a_process_sends() {
        assertThat(Orders.read("{\"order\":\"o0000001234\"}")).isEqualTo(1234);
        assertThat(Orders.read("{}")).isEqualTo(-1);
    }

    private String text(long delivery) {
        return text(orders, delivery);
    }

    private static String text(Orders orders, long delivery) {
        ByteBuffer buffer = ByteBuffer.allocate(orders.requestSize());
        orders.put(delivery, buffer);
        return StandardCharsets.US_ASCII.decode(buffer).toString();
    }

    @Test
    void so_many_deliveries_carry_so_many_orders_from_wherever_they_begin() {
        for (long from = 0; from < 20; from++) {
            long count = Orders.deliveries(from, 100);

            long fresh = java.util.stream.LongStream.range(from, from + count)
                    .filter(delivery -> !Orders.isDuplicate(delivery))
                    .count();
            assertThat(fresh).isEqualTo(100);
            assertThat(Orders.isDuplicate(from + count - 1)).isFalse();
        }
    }
}
