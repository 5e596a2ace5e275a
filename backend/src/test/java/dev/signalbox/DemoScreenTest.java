package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.demo.Board;
import dev.signalbox.demo.Diary;
import dev.signalbox.demo.world.Score;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoScreenTest {

    private static final Diary.Entry LONG =
            new Diary.Entry(0, "k: kill -9 of the hub. ".repeat(6).strip());

    @Test
    void it_fits_into_the_smallest_usual_terminal_after_some_hours() {
        List<String> lines = new DemoScreen(new Ink(false)).full(board(0), new DemoScreen.Size(24, 80));

        assertThat(lines).hasSizeLessThan(24).allMatch(line -> line.length() <= 80, "fits into 80 columns");
        assertThat(lines).last().asString().contains("k kill the hub", "q quit");
    }

    @Test
    void what_must_stay_zero_is_red_as_soon_as_it_is_not() {
        DemoScreen screen = new DemoScreen(new Ink(true));

        assertThat(numbers(screen, 0)).doesNotContain("\033[31m");
        assertThat(numbers(screen, 1)).contains("\033[31m         1\033[0m");
    }

    @Test
    void a_log_gets_one_plain_line() {
        assertThat(DemoScreen.line(board(2)))
                .isEqualTo("sent 1,234,567 accepted 1,234,567 | must start 400,000 started once 400,000 in flight 12"
                        + " lost 2 doubled 0 | books balance | hub DOWN");
    }

    private static String numbers(DemoScreen screen, long lost) {
        return screen.full(board(lost), new DemoScreen.Size(40, 120)).get(4);
    }

    private static Board board(long lost) {
        Score.Account stock = new Score.Account(23_456, 22_000, 1_400, 56);
        Score.Account money = new Score.Account(91_234_567, 90_000_000, 1_234_500, 67);
        Score score = new Score(
                new Score.Events(1_234_567, 1_234_567, 0, 0, 98_765, 6_172, 6_172),
                new Score.Starts(400_000, 400_000, 12, lost, 0, List.of()),
                stock,
                money,
                new Score.Orders(250_000, 240_000, 9_990, 10),
                new Score.Traffic(false, 20, List.of("payment"), List.of()));
        Board.Part up = new Board.Part(true, 1_234_567);
        return new Board(
                8_000_000, 0, 999_999, true, false, new Board.Part(false, 0), up, score, Collections.nCopies(8, LONG));
    }
}
