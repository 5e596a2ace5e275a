package dev.signalbox.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.flow.connection.Problem;
import dev.signalbox.flow.ingest.Ingest;
import dev.signalbox.flow.ingest.Preview;
import dev.signalbox.flow.ingest.Sample;
import dev.signalbox.flow.ingest.SourceStatus;
import dev.signalbox.snippet.Hello;
import dev.signalbox.snippet.Snippet;
import dev.signalbox.snippet.Snippets;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The sources as the first stage has them. */
public final class IngestSources implements Sources {

    private final Ingest ingest;
    private final String ingestUrl;

    /** @param ingestUrl where deliveries go, such as {@code http://127.0.0.1:8081} */
    public IngestSources(Ingest ingest, String ingestUrl) {
        this.ingest = ingest;
        this.ingestUrl = ingestUrl;
    }

    @Override
    public Future<List<ObjectNode>> list() {
        return ingest.list().map(all -> Stream.concat(all.stream().map(this::shown), Stream.of(OwnSource.shown()))
                .toList());
    }

    @Override
    public Future<Optional<ObjectNode>> find(String name) {
        return ingest.get(name).map(found -> Optional.ofNullable(found).map(this::shown));
    }

    private ObjectNode shown(ObjectNode source) {
        boolean webhook = source.path("kind").asText().equals("webhook");
        String deliver = ingestUrl + "/hooks/" + source.path("name").asText();
        return webhook ? source.put("deliverTo", deliver) : source;
    }

    @Override
    public Future<Put> put(String name, ObjectNode text) {
        return ingest.put(name, text).compose(put -> {
            if (put instanceof dev.signalbox.flow.ingest.Put.Kept kept) {
                return find(name).map(shown -> new Put.Kept(kept.created(), Answers.found(shown, "source", name)));
            }
            dev.signalbox.flow.ingest.Put.Bad bad = (dev.signalbox.flow.ingest.Put.Bad) put;
            return Future.succeededFuture(new Put.Wrong(faults(bad.problems())));
        });
    }

    @Override
    public Future<Change> delete(String name) {
        return ingest.delete(name).compose(change -> after(name, change));
    }

    @Override
    public Future<Change> turn(String name, boolean on) {
        return (on ? ingest.resume(name) : ingest.pause(name)).compose(change -> after(name, change));
    }

    @Override
    public Future<Change> rotate(String name, @Nullable String secret) {
        return ingest.rotate(name, secret).compose(change -> after(name, change));
    }

    @Override
    public Future<Change> removeSecret(String name, String fingerprint) {
        return ingest.removeSecret(name, fingerprint).compose(change -> after(name, change));
    }

    @Override
    public Future<Change> sample(String name) {
        return find(name)
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture(new Change.Absent("source", name))
                        : ingest.sample(name, id -> written(Hello.of(found.get(), id)))
                                .compose(change -> after(name, change)));
    }

    private static Sample.Written written(Hello hello) {
        return new Sample.Written(hello.body(), hello.headers());
    }

    private Future<Change> after(String name, dev.signalbox.flow.ingest.Change change) {
        if (change instanceof dev.signalbox.flow.ingest.Change.Absent absent) {
            return Future.succeededFuture(new Change.Absent(absent.what(), absent.name()));
        }
        if (change instanceof dev.signalbox.flow.ingest.Change.Refused no) {
            return Future.succeededFuture(new Change.Refused(no.code(), no.cause(), no.nextStep()));
        }
        if (change instanceof dev.signalbox.flow.ingest.Change.Delivered delivered) {
            return Future.succeededFuture(new Change.Done(delivered.ack()));
        }
        if (change instanceof dev.signalbox.flow.ingest.Change.Retaken retaken) {
            return Future.succeededFuture(new Change.Done(Answers.JSON.valueToTree(retaken)));
        }
        return find(name)
                .map(shown -> change instanceof dev.signalbox.flow.ingest.Change.Rotated one
                        ? new Change.Rotated(one.secret(), one.fingerprint(), Answers.found(shown, "source", name))
                        : new Change.Done(shown.orElse(null)));
    }

    @Override
    public Future<Change> retake(String name, List<String> ids) {
        return ingest.retake(name, ids).compose(change -> after(name, change));
    }

    @Override
    public Future<Tried> preview(String name, ObjectNode text, List<Sample> samples) {
        return ingest.preview(name, text, samples).map(IngestSources::tried);
    }

    @Override
    public Future<Tried> previewLast(String name, ObjectNode text, List<Sample.Journaled> journaled) {
        return ingest.previewLast(name, text, journaled).map(IngestSources::tried);
    }

    private static Tried tried(Preview preview) {
        return preview instanceof Preview.Tried rows
                ? new Tried.Rows(rows.rows())
                : new Tried.Wrong(faults(((Preview.Bad) preview).problems()));
    }

    @Override
    public Future<Optional<List<Snippet>>> snippets(String name) {
        return find(name).map(found -> found.map(source -> Snippets.of(source, ingestUrl)));
    }

    @Override
    public Future<Optional<Refusals>> refusals(String name) {
        return ingest.status(name).compose(status -> ingest.refusals(name)
                .map(refusals -> Optional.ofNullable(status).map(found -> refusals(found, refusals))));
    }

    private static List<Fault> faults(List<Problem> problems) {
        return problems.stream()
                .map(problem -> new Fault(problem.pointer(), problem.message()))
                .toList();
    }

    private static Refusals refusals(SourceStatus status, List<dev.signalbox.flow.ingest.Refusal> refusals) {
        return new Refusals(
                refusals.stream()
                        .map(one -> new Refusal(one.at(), one.status(), one.code(), one.cause()))
                        .toList(),
                status.refused());
    }
}
