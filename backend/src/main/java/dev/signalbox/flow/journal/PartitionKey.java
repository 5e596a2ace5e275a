package dev.signalbox.flow.journal;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** Where a key lives. Never to change: what is in Redis lies by it. */
public final class PartitionKey {

    private PartitionKey() {}

    /** CRC32C of the key modulo the number of partitions. */
    public static int partition(String key, int partitions) {
        CRC32C crc = new CRC32C();
        crc.update(key.getBytes(StandardCharsets.UTF_8));
        return (int) (crc.getValue() % partitions);
    }
}
