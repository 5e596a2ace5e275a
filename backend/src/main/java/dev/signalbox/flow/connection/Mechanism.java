package dev.signalbox.flow.connection;

/** How a user shows Kafka who it is. */
public enum Mechanism {
    PLAIN,
    SCRAM_SHA_256,
    SCRAM_SHA_512
}
