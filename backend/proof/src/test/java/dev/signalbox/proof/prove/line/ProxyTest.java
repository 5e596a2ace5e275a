package dev.signalbox.proof.prove.line;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.proof.prove.world.Until;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ProxyTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private Echo echo;
    private Proxy proxy;
    private Socket socket;

    @BeforeEach
    void connect() throws IOException {
        echo = new Echo();
        proxy = new Proxy(echo.port());
        socket = call();
    }

    @AfterEach
    void close() throws IOException {
        socket.close();
        proxy.close();
        echo.close();
    }

    @Test
    void bytes_pass_both_ways_and_are_counted() throws Exception {
        say("hello, you");

        assertThat(hear(10)).isEqualTo("hello, you");
        assertThat(proxy.counts()).isEqualTo(new Counts(1, 10, 10, 0, 0));
        assertThat(proxy.open()).isOne();
    }

    @Test
    void a_sender_that_ends_is_told_to_the_other_side_as_an_end() throws Exception {
        say("last");
        socket.shutdownOutput();

        assertThat(hear(4)).isEqualTo("last");
        assertThat(socket.getInputStream().read()).isEqualTo(-1);
        Until.holds("an end in order", SOON, () -> echo.ended.get() == 1 && proxy.open() == 0);
    }

    @Test
    void a_reset_breaks_both_sides_and_the_next_connection_passes() throws Exception {
        say("a");
        assertThat(hear(1)).isEqualTo("a");

        proxy.reset();

        assertThatThrownBy(() -> hear(1)).isInstanceOf(SocketException.class).hasMessageContaining("reset");
        Until.holds("the break at the server", SOON, () -> echo.broken.get() == 1);
        assertThat(proxy.counts().resets()).isOne();
        socket = call();
        say("b");
        assertThat(hear(1)).isEqualTo("b");
    }

    @Test
    void a_cut_before_the_request_lets_no_byte_arrive() throws Exception {
        proxy.become(new Manner.Cut(Way.THERE, 0));

        say("request");

        assertThatThrownBy(() -> hear(1)).isInstanceOf(SocketException.class);
        assertThat(echo.got).hasValue(0);
    }

    @Test
    void a_cut_within_the_request_lets_no_more_bytes_arrive() throws Exception {
        proxy.become(new Manner.Cut(Way.THERE, 3));

        say("request");

        // What came back before the reset is lost to whoever has not read it yet.
        assertThatThrownBy(() -> hear(4)).isInstanceOf(SocketException.class);
        assertThat(echo.got.get()).isLessThanOrEqualTo(3);
    }

    @Test
    void a_cut_after_the_request_loses_only_the_reply() throws Exception {
        proxy.become(new Manner.Cut(Way.BACK, 0));

        say("request");

        assertThatThrownBy(() -> hear(1)).isInstanceOf(SocketException.class);
        assertThat(echo.got).hasValue(7);
    }

    @Test
    void each_cut_counts_anew() throws Exception {
        proxy.become(new Manner.Cut(Way.THERE, 5));
        say("1234");
        assertThat(hear(4)).isEqualTo("1234");

        proxy.become(new Manner.Cut(Way.THERE, 5));
        say("56789");

        assertThat(hear(5)).isEqualTo("56789");
    }

    @Test
    void a_black_hole_says_nothing_and_gives_back_what_it_kept() throws Exception {
        proxy.become(new Manner.Blackhole(Way.THERE));

        say("late");
        Until.holds("the hole to keep it", SOON, () -> proxy.counts().held() == 1);
        socket.setSoTimeout(100);
        assertThatThrownBy(() -> hear(1)).isInstanceOf(SocketTimeoutException.class);
        assertThat(echo.got).hasValue(0);

        proxy.become(Manner.PASS);
        socket.setSoTimeout((int) SOON.toMillis());
        assertThat(hear(4)).isEqualTo("late");
    }

    @Test
    void an_orphan_is_never_told_and_its_words_go_nowhere() throws Exception {
        say("a");
        assertThat(hear(1)).isEqualTo("a");

        proxy.orphan();
        Until.holds("the server to be gone", SOON, () -> echo.ended.get() + echo.broken.get() == 1);
        for (int i = 0; i < 100; i++) {
            say("anybody?");
        }

        socket.setSoTimeout(100);
        assertThatThrownBy(() -> hear(1)).isInstanceOf(SocketTimeoutException.class);
        assertThat(echo.got).hasValue(1);
        socket.close();
        Until.holds("the orphan to be forgotten", SOON, () -> proxy.open() == 0);
    }

    @Test
    void a_delay_holds_each_piece_back_for_its_time() throws Exception {
        proxy.become(new Manner.Delay(Duration.ofMillis(200)));
        long began = System.nanoTime();

        say("slow");

        assertThat(hear(4)).isEqualTo("slow");
        assertThat(System.nanoTime() - began)
                .isGreaterThanOrEqualTo(Duration.ofMillis(400).toNanos());
    }

    @Test
    void a_trickle_lets_one_byte_a_second_through_until_it_ends() throws Exception {
        proxy.become(new Manner.Trickle(Way.THERE));

        say("drip");

        assertThat(hear(1)).isEqualTo("d");
        assertThat(echo.got).hasValueLessThan(4);
        proxy.become(Manner.PASS);
        assertThat(hear(3)).isEqualTo("rip");
    }

    @Test
    void who_is_refused_is_reset_and_who_was_there_stays() throws Exception {
        say("a");
        assertThat(hear(1)).isEqualTo("a");
        proxy.become(new Manner.Refuse());

        try (Socket late = call()) {
            assertThatThrownBy(() -> {
                        late.getOutputStream().write('x');
                        assertThat(late.getInputStream().read()).isEqualTo(-1);
                        throw new SocketException("it was closed");
                    })
                    .isInstanceOf(SocketException.class);
        }
        say("b");

        assertThat(hear(1)).isEqualTo("b");
        assertThat(proxy.counts().resets()).isOne();
    }

    @Test
    void it_leads_elsewhere_from_now_on() throws Exception {
        try (Echo other = new Echo()) {
            proxy.leadTo(other.port());
            socket = call();
            say("x");

            assertThat(hear(1)).isEqualTo("x");
            assertThat(other.got).hasValue(1);
        }
    }

    @Test
    void where_nobody_listens_the_caller_is_reset() throws Exception {
        echo.close();
        socket = call();

        assertThatThrownBy(() -> {
                    hear(1);
                    throw new SocketException("it was closed");
                })
                .isInstanceOf(SocketException.class);
    }

    private Socket call() throws IOException {
        Socket fresh = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        fresh.setTcpNoDelay(true);
        fresh.setSoTimeout((int) SOON.toMillis());
        return fresh;
    }

    private void say(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
    }

    private String hear(int bytes) throws IOException {
        return new String(socket.getInputStream().readNBytes(bytes), US_ASCII);
    }
}
