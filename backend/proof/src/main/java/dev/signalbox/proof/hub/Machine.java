package dev.signalbox.proof.hub;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where a figure comes from. */
public record Machine(
        String processor, int cores, long memoryMib, String system, String java, String hub, String redis) {

    public static Machine here(JsonNode info) {
        return new Machine(
                line("/proc/cpuinfo", "model name").replaceFirst("^[^:]*:\\s*", ""),
                Runtime.getRuntime().availableProcessors(),
                kib(line("/proc/meminfo", "MemTotal")) / 1024,
                System.getProperty("os.name")
                        + ' '
                        + System.getProperty("os.version")
                        + ' '
                        + System.getProperty("os.arch"),
                System.getProperty("java.vm.name") + ' ' + System.getProperty("java.version"),
                info.path("version").asText(),
                info.path("redis").path("version").asText()
                        + (info.path("redis").path("embedded").asBoolean() ? " (embedded)" : ""));
    }

    private static String line(String file, String word) {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(word)).findFirst().orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static long kib(String line) {
        String digits = line.replaceAll("\\D", "");
        return digits.isEmpty() ? 0 : Long.parseLong(digits);
    }
}
