package dev.signalbox.proof.prove.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HubNodeTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    /** What a hub says when it is ready; then it ends, or waits to be ended. */
    static final class Program {

        private Program() {}

        public static void main(String[] words) throws IOException {
            System.out.println("signalbox ready admin=http://127.0.0.1:1 ingest=http://127.0.0.1:2");
            while (List.of(words).contains("--stays") && System.in.read() >= 0) {
                System.out.println("goes on");
            }
        }
    }

    @BeforeEach
    void token() throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("hub")).resolve("admin.token"), "token");
    }

    private HubNode hub(List<String> options) {
        List<String> words = List.of("-cp", System.getProperty("java.class.path"), Program.class.getName());
        HubNode.Launch launch = new HubNode.Launch(words, Map.of(), List.of());
        return new HubNode(0, folder.resolve("hub"), launch, options, Wiring.straight());
    }

    @Test
    void a_hub_that_was_ready_and_ends_by_itself_has_fallen() {
        try (HubNode hub = hub(List.of())) {
            hub.start();

            Until.holds("the end of the hub", SOON, () -> !hub.isAlive());

            assertThat(hub.hasFallen()).isTrue();
        }
    }

    @Test
    void a_hub_that_is_killed_has_not() {
        try (HubNode hub = hub(List.of("--stays"))) {
            hub.start();
            assertThat(hub.hasFallen()).isFalse();

            hub.kill();

            assertThat(hub.isAlive()).isFalse();
            assertThat(hub.hasFallen()).isFalse();
        }
    }
}
