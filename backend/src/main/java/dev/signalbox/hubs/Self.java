package dev.signalbox.hubs;

/**
 * What a hub says of itself.
 *
 * @param admin URL of its admin port, {@code ingest} that of its ingest port; empty until they are open
 * @param startedAt milliseconds since the epoch
 * @param key tells master keys apart, and nothing else of them
 */
public record Self(String version, long startedAt, String admin, String ingest, String key) {

    Self at(String adminUrl, String ingestUrl) {
        return new Self(version, startedAt, adminUrl, ingestUrl, key);
    }
}
