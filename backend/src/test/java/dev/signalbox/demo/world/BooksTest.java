package dev.signalbox.demo.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BooksTest {

    private static final String ORDER = "o-1";

    private final Books books = new Books();

    @BeforeEach
    void sold() {
        books.place(ORDER, 3, 4_250);
    }

    private Verdict verdict() {
        return books.verdict(1, true);
    }

    private static void fulfil(Books books) {
        books.reserve(ORDER, 3);
        books.charge(ORDER, 4_250);
        books.ship(ORDER);
    }

    @Test
    void an_order_that_is_fulfilled_and_told_is_finished() {
        fulfil(books);
        books.confirm(ORDER);

        assertThat(verdict().finished()).isEqualTo(1);
        assertThat(verdict().holds()).isTrue();
        assertThat(books.stock().balances()).isTrue();
    }

    @Test
    void an_order_of_which_all_is_given_back_is_compensated() {
        fulfil(books);
        books.recall(ORDER);
        books.refund(ORDER);
        books.release(ORDER);
        books.cancel(ORDER);

        assertThat(verdict().compensated()).isEqualTo(1);
        assertThat(verdict().holds()).isTrue();
        assertThat(books.stock()).isEqualTo(new Score.Account(3, 0, 3, 0));
        assertThat(books.money().balances()).isTrue();
    }

    @Test
    void to_take_back_what_was_never_done_does_nothing() {
        books.recall(ORDER);
        books.refund(ORDER);
        books.release(ORDER);
        books.cancel(ORDER);

        assertThat(verdict().holds()).isTrue();
        assertThat(books.stock()).isEqualTo(new Score.Account(0, 0, 0, 0));
    }

    static Stream<Arguments> wrongs() {
        return Stream.of(
                wrong("nobody was told", BooksTest::fulfil),
                wrong("told before it was sent", books -> {
                    books.reserve(ORDER, 3);
                    books.charge(ORDER, 4_250);
                    books.confirm(ORDER);
                }),
                wrong("charged and not paid back", books -> {
                    books.reserve(ORDER, 3);
                    books.charge(ORDER, 4_250);
                    books.release(ORDER);
                    books.cancel(ORDER);
                }),
                wrong("reserved again after it was released", books -> {
                    books.reserve(ORDER, 3);
                    books.release(ORDER);
                    books.cancel(ORDER);
                    books.reserve(ORDER, 3);
                }),
                wrong("sent twice", books -> {
                    fulfil(books);
                    books.ship(ORDER);
                    books.confirm(ORDER);
                }),
                wrong("another amount", books -> {
                    books.reserve(ORDER, 3);
                    books.charge(ORDER, 4_251);
                    books.ship(ORDER);
                    books.confirm(ORDER);
                }),
                wrong("confirmed and cancelled", books -> {
                    fulfil(books);
                    books.confirm(ORDER);
                    books.cancel(ORDER);
                }));
    }

    private static Arguments wrong(String what, Consumer<Books> done) {
        return Arguments.of(what, done);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongs")
    void everything_else_is_neither_and_shown(String what, Consumer<Books> done) {
        done.accept(books);

        assertThat(verdict().neither()).isEqualTo(1);
        assertThat(verdict().wrong()).singleElement().asString().startsWith("o-1: ");
        assertThat(verdict().holds()).as(what).isFalse();
    }

    @Test
    void what_was_given_back_twice_is_missing_at_its_service() {
        books.reserve(ORDER, 3);
        books.release(ORDER);
        books.release(ORDER);
        books.cancel(ORDER);

        assertThat(verdict().stock().agrees()).isFalse();
        assertThat(verdict().holds()).isFalse();
    }
}
