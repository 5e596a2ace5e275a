package dev.signalbox.admin;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rules, definitions and sources as text; the shapes are those of the API's contract. */
public interface Packs {

    Future<List<Summary>> list();

    Future<Optional<Shown>> find(String pack);

    /** Diagnoses a text without keeping it; what is null in it is taken from the draft. */
    Future<List<Finding>> check(String pack, Text text);

    /** @param revision the one that the text was made from; null for whichever there is */
    Future<Drafted> draft(String pack, Text text, @Nullable Integer revision);

    Future<Activated> activate(String pack, String note, @Nullable Integer revision);

    /** @param activeVersion null when it was never activated */
    record Summary(
            String pack,
            @Nullable Integer activeVersion,
            int revision,
            boolean draft,
            List<String> rules,
            List<String> definitions) {}

    record Shown(Summary summary, Files files, @Nullable Files active) {}

    record Files(String drl, Map<String, String> definitions, String sources) {}

    /** Null is for what stays as it is. */
    record Text(
            @Nullable String drl,
            @Nullable Map<String, String> definitions,
            @Nullable String sources) {}

    /** @param file such as {@code rules.drl} */
    record Finding(
            String file,
            int line,
            int column,
            int length,
            String severity,
            String code,
            String message,
            @Nullable String hint,
            @Nullable String fix) {}

    /** What became of a draft. */
    sealed interface Drafted {
        record Kept(int revision) implements Drafted {}

        record Stale(int revision) implements Drafted {}
    }

    /** What became of an activation. */
    sealed interface Activated {
        record Done(int version) implements Activated {}

        record Faulty(List<Finding> findings) implements Activated {}

        record Stale(String reason) implements Activated {}

        record Late(String reason) implements Activated {}

        record Absent() implements Activated {}
    }
}
