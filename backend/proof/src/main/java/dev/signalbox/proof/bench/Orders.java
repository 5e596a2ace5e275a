package dev.signalbox.proof.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The deliveries of a bench as ready HTTP requests: orders of about 1 KB, without a signature. Each tenth delivery is an
 * exact duplicate of the one nine before it; every other order is worth more than the rule asks for.
 */
final class Orders {

    static final int DUPLICATE_EACH = 10;
    static final String SOURCE = "bench";
    static final String PLACED = "order.placed";
    static final int LIMIT = 200;

    private static final int FRESH = DUPLICATE_EACH - 1;
    static final long CUSTOMERS = 1_000;
    private static final int DIGITS = 10;
    private static final String NAME = ":\"o";
    private static final String ITEM = """
            {"sku":"SKU-4711-RED-XL","name":"Shirt, red, extra large","quantity":2,"price":24.95,"weight":0.31}""";

    private final byte[] request;
    private final int id;
    private final int subject;
    private final int total;
    private final int size;
    private final byte[] greeting;
    private final long customers;

    /** @param host and port that are asked, for the header */
    Orders(String host) {
        this(host, CUSTOMERS);
    }

    /** @param customers whose orders come in turn; the customer is the key */
    Orders(String host, long customers) {
        this(host, customers, PLACED);
    }

    /** @param type of the events */
    Orders(String host, long customers, String type) {
        this.customers = customers;
        byte[] body = body(type);
        size = body.length;
        String head = "POST /hooks/" + SOURCE + " HTTP/1.1\r\nHost: " + host
                + "\r\nContent-Type: application/json\r\nContent-Length: " + size + "\r\n\r\n";
        request = (head + new String(body, StandardCharsets.US_ASCII)).getBytes(StandardCharsets.US_ASCII);
        String text = new String(request, StandardCharsets.US_ASCII);
        id = text.indexOf("\"id\":\"o") + "\"id\":\"o".length();
        subject = text.indexOf("\"subject\":\"c") + "\"subject\":\"c".length();
        total = text.indexOf("\"total\":") + "\"total\":".length();
        greeting = ("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] body(String type) {
        String items = String.join(",", java.util.Collections.nCopies(7, ITEM));
        return """
                {"type":"%s","id":"o0000000000","subject":"c0000000000","time":"2026-11-21T12:00:00Z",\
                "total":000,"currency":"EUR","channel":"web","address":{"street":"Long Street 17","city":"Anytown",\
                "zip":"12345","country":"DE"},"items":[%s]}""".formatted(type, items).getBytes(StandardCharsets.US_ASCII);
    }

    /** Bytes of a body. */
    int size() {
        return size;
    }

    /** The number of the order that a delivery carries. */
    static long order(long delivery) {
        long rest = delivery % DUPLICATE_EACH;
        return delivery / DUPLICATE_EACH * FRESH + (rest == FRESH ? 0 : rest);
    }

    static boolean isDuplicate(long delivery) {
        return delivery % DUPLICATE_EACH == FRESH;
    }

    /** The first order of the deliveries from this one on. */
    static long first(long delivery) {
        return order(isDuplicate(delivery) ? delivery + 1 : delivery);
    }

    /** How many deliveries from this one on carry so many orders. */
    static long deliveries(long from, long orders) {
        long end = from;
        for (long left = orders; left > 0; end++) {
            left -= isDuplicate(end) ? 0 : 1;
        }
        return end - from;
    }

    /** Whether the rule starts a process for it. */
    static boolean matches(long order) {
        return order % 2 == 0;
    }

    /** The order's number in what a process sent; -1 when there is none. */
    static long read(String body) {
        int from = body.indexOf(NAME) + NAME.length();
        return from < NAME.length() || from + DIGITS > body.length()
                ? -1
                : Long.parseLong(body, from, from + DIGITS, 10);
    }

    /** Puts the request of a delivery into an empty buffer, ready to be written. */
    void put(long delivery, ByteBuffer into) {
        long order = order(delivery);
        into.clear();
        into.put(request);
        digits(into, id, DIGITS, order);
        digits(into, subject, DIGITS, order % customers);
        digits(into, total, 3, matches(order) ? LIMIT + 50 : LIMIT - 50);
        into.flip();
    }

    /** A request that is no delivery. */
    byte[] greeting() {
        return greeting.clone();
    }

    int requestSize() {
        return request.length;
    }

    private static void digits(ByteBuffer into, int at, int count, long number) {
        long rest = number;
        for (int i = at + count - 1; i >= at; i--) {
            into.put(i, (byte) ('0' + rest % 10));
            rest /= 10;
        }
    }
}
