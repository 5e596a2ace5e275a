package dev.signalbox.send;

/**
 * The body of one delivery.
 *
 * @param name where it comes from, such as {@code orders.jsonl:17}
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
public record Body(String name, byte[] bytes) {}
