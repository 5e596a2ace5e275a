package dev.signalbox.flow.ingest;

/**
 * What a reader has in hand.
 *
 * @param place where it lies, for people
 */
record Fetched(String place, Delivery delivery) {}
