package dev.signalbox.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Events as lines of JSON, as {@code signalbox backtest} reads them. */
final class ExportResource implements Resource {

    private static final Logger LOG = LoggerFactory.getLogger(ExportResource.class);
    private static final int USUAL = 10_000;
    private static final int MOST = 100_000;
    private static final int PAGE = 200;

    private static final Set<String> ORDERS = Set.of("newest", "oldest");

    private final Events events;

    ExportResource(Events events) {
        this.events = events;
    }

    @Override
    public void mount(Router router) {
        router.get("/api/v1/events.jsonl").handler(this::export);
    }

    private void export(RoutingContext context) {
        Query query = new Query(context);
        Integer wanted = query.number("last");
        int last = wanted == null ? USUAL : wanted;
        if (last < 1 || last > MOST) {
            throw Problem.wrong("last is " + last, "use a number from 1 to " + MOST);
        }
        Events.Range range = new Events.Range(query.time("from", 0), query.time("to", Long.MAX_VALUE));
        Form form = form(query.text("format"));
        boolean oldest = "oldest".equals(query.oneOf("order", ORDERS));
        HttpServerResponse response = context.response();
        response.setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/x-ndjson")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader("Content-Disposition", "attachment; filename=\"events.jsonl\"");
        Events.Wanted all = new Events.Wanted(null, null, null, null, null, null, range);
        Source source = (most, from) -> oldest ? events.onward(range, most, from) : events.list(all, most, from);
        pages(new Export(form, source, response), last, null)
                .compose(done -> response.end())
                .onFailure(fault -> failed(context, fault));
    }

    /** What cannot be finished is cut off, so that nobody takes a part for the whole. */
    private static void failed(RoutingContext context, Throwable fault) {
        HttpServerResponse response = context.response();
        if (response.headWritten() || response.closed()) {
            LOG.warn("an export of events was cut off: {}", fault.getMessage());
            context.request().connection().close();
        } else {
            response.setChunked(false).headers().remove("Content-Disposition");
            context.fail(fault);
        }
    }

    private record Export(Form form, Source source, HttpServerResponse response) {}

    private Future<Void> pages(Export export, int left, @Nullable String from) {
        return export.source().page(Math.min(PAGE, left), from).compose(page -> {
            StringBuilder lines = new StringBuilder();
            page.items().forEach(seen -> lines.append(export.form().line(seen)).append('\n'));
            Future<Void> written = lines.isEmpty()
                    ? Future.succeededFuture()
                    : export.response().write(lines.toString());
            int rest = left - page.items().size();
            return page.next() == null || rest == 0
                    ? written
                    : written.compose(sent -> pages(export, rest, page.next()));
        });
    }

    private interface Source {
        Future<Events.Page> page(int most, @Nullable String from);
    }

    private interface Form {
        ObjectNode line(Events.Seen seen);
    }

    private static Form form(@Nullable String format) {
        return switch (format == null ? "signalbox" : format) {
            case "signalbox" -> EventLines::ours;
            case "cloudevents" -> EventLines::cloudEvent;
            default -> throw Problem.wrong("format is \"" + Problem.cut(format) + '"', "use signalbox or cloudevents");
        };
    }
}
