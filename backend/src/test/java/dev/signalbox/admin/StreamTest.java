package dev.signalbox.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.signalbox.event.EventId;
import dev.signalbox.testing.Until;
import dev.signalbox.trace.Moment;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
@ExtendWith(VertxExtension.class)
final class StreamTest {

    private AdminFixture admin;

    @BeforeEach
    void start(Vertx vertx, @TempDir Path data) {
        admin = new AdminFixture(vertx, data, Optional.empty());
    }

    @AfterEach
    void stop() {
        admin.close();
    }

    @Test
    void moments_come_in_frames_that_pass_the_filter() throws Exception {
        try (Stream stream = open("topics=feed&filter=type:order.*%20-source:test", "")) {
            stream.next("retry: 2000");
            admin.hub.feed.accept(decided("shop", "order.paid"));
            admin.hub.feed.accept(decided("test", "order.paid"));
            admin.hub.feed.accept(decided("shop", "push"));

            JsonNode frame = stream.data("feed");

            assertThat(frame.path("moments")).hasSize(1);
            assertThat(frame.path("moments").path(0).path("moment").asText()).isEqualTo("decided");
            assertThat(frame.path("skipped").asInt()).isZero();
        }
    }

    @Test
    void a_flood_is_shown_in_part_and_the_rest_is_counted() throws Exception {
        try (Stream stream = open("topics=feed", "")) {
            stream.next("retry: 2000");
            for (int i = 0; i < 10_000; i++) {
                admin.hub.feed.accept(decided("shop", "order.paid"));
            }

            long shown = 0;
            long skipped = 0;
            while (shown + skipped < 10_000) {
                JsonNode frame = stream.data("feed");
                assertThat(frame.path("moments").size()).isLessThanOrEqualTo(200);
                shown += frame.path("moments").size();
                skipped += frame.path("skipped").asLong();
            }

            assertThat(shown + skipped).isEqualTo(10_000);
        }
    }

    @Test
    void a_watcher_that_comes_back_goes_on_where_it_was() throws Exception {
        admin.hub.feed.accept(decided("shop", "first"));
        admin.hub.feed.accept(decided("shop", "second"));

        try (Stream stream = open("topics=feed", "Last-Event-ID: hub.1-0\r\n")) {
            JsonNode frame = stream.data("feed");

            assertThat(frame.path("moments").path(0).path("type").asText()).isEqualTo("second");
        }
    }

    @Test
    void an_id_of_before_a_restart_is_a_gap() throws Exception {
        try (Stream stream = open("topics=feed", "Last-Event-ID: hub.0-17\r\n")) {
            assertThat(stream.data("gap").path("since").asText()).startsWith("hub.1-");
        }
    }

    @Test
    void stats_come_with_every_count() throws Exception {
        try (Stream stream = open("topics=stats", "")) {
            JsonNode stats = stream.data("stats");

            assertThat(stats.path("rates").has("deadLettered")).isTrue();
            assertThat(stats.path("totals").path("journaled").isNumber()).isTrue();
        }
    }

    @Test
    void a_stream_ends_with_its_session() throws Exception {
        AdminFixture.SignedIn user = admin.signIn();

        try (Stream stream = new Stream("GET /api/v1/stream HTTP/1.1\r\nCookie: " + user.cookie() + "\r\n")) {
            stream.next("retry: 2000");
            admin.now += Duration.ofMinutes(31).toMillis();

            stream.drain();
        }

        assertThat(admin.wire
                        .send("GET /api/v1/stream\nCookie: " + user.cookie())
                        .status())
                .isEqualTo(401);
    }

    @Test
    void so_many_live_views_are_open_and_no_more_until_one_is_closed() throws Exception {
        List<Stream> open = new ArrayList<>();
        for (int i = 0; i < StreamResource.MOST_WATCHERS; i++) {
            open.add(open("topics=stats", ""));
            open.get(i).next("event: stats");
        }

        Wire.Reply refused = admin.withToken("GET /api/v1/stream");
        open.remove(0).close();

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.body()).contains("too_many_watchers", "close one");
        Until.holds("room for one more", Duration.ofSeconds(10), () -> {
            try (Stream again = open("topics=stats", "")) {
                return again.lines.readLine().endsWith("200 OK");
            }
        });
        for (Stream each : open) {
            each.close();
        }
    }

    @Test
    void a_wrong_filter_or_topic_is_refused() {
        assertThat(admin.withToken("GET /api/v1/stream?filter=sorce:shop").status())
                .isEqualTo(400);
        assertThat(admin.withToken("GET /api/v1/stream?topics=all").status()).isEqualTo(400);
        assertThat(admin.wire.send("GET /api/v1/stream").status()).isEqualTo(401);
    }

    private Stream open(String query, String headers) throws IOException {
        return new Stream("GET /api/v1/stream?" + query + " HTTP/1.1\r\nAuthorization: Bearer " + admin.token.reveal()
                + "\r\n" + headers);
    }

    private static Moment decided(String source, String type) {
        return new Moment.Decided(1, new EventId(source, "", "1"), type, null, 0, 1, List.of(), List.of(), 3, 1_000);
    }

    private final class Stream implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader lines;

        Stream(String head) throws IOException {
            socket = admin.wire.open(head + "Host: localhost\r\n\r\n");
            lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        String next(String start) throws IOException {
            String line = lines.readLine();
            while (line != null && !line.startsWith(start)) {
                line = lines.readLine();
            }
            assertThat(line).as("a line that begins with " + start).isNotNull();
            return line;
        }

        JsonNode data(String event) throws IOException {
            String unused = next("event: " + event);
            return new JsonMapper().readTree(next("data: ").substring("data: ".length()));
        }

        void drain() throws IOException {
            String line = lines.readLine();
            while (line != null && !line.equals("0")) {
                line = lines.readLine();
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
