package dev.signalbox.admin;

import dev.signalbox.flow.refused.Page;
import dev.signalbox.flow.refused.RefusedMessages;
import dev.signalbox.flow.refused.Standing;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** No message was refused. */
final class NoRefused implements RefusedMessages {

    @Override
    public Future<Page> list(String source, @Nullable Long before, int limit) {
        return Future.succeededFuture(new Page(List.of(), 0, 0, null));
    }

    @Override
    public Future<List<String>> oldest(String source, int most) {
        return Future.succeededFuture(List.of());
    }

    @Override
    public Future<Integer> discard(String source, List<String> ids) {
        return Future.succeededFuture(0);
    }

    @Override
    public Future<Standing> standing(String source) {
        return Future.succeededFuture(new Standing(source, 0, 0));
    }

    @Override
    public Future<List<Standing>> standings() {
        return Future.succeededFuture(List.of());
    }
}
