package dev.signalbox.admin;

import dev.signalbox.rulebook.Templates;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Rules, definitions and sources as text; the shapes are those of the API's contract. */
public interface Packs {

    Future<List<Summary>> list();

    Future<Optional<Shown>> find(String pack);

    /**
     * Diagnoses a text without keeping it; what is null in it is taken from the draft.
     *
     * @param gone whether nobody waits for the answer any more: then there is none
     */
    Future<List<Finding>> check(String pack, Text text, BooleanSupplier gone);

    /** @param revision the one that the text was made from; null for whichever there is */
    Future<Drafted> draft(String pack, Text text, @Nullable Integer revision);

    /** Gives a draft up; with revision 0 the pack is gone, since it was never activated. */
    Future<Drafted> drop(String pack, @Nullable Integer revision);

    Future<Tried> cases(String pack, Text text);

    /** Newest first. */
    Future<List<Past>> versions(String pack);

    Future<Optional<PastFiles>> version(String pack, int version);

    /** Makes the text of an old version the law again, as a new one. */
    Future<Activated> rollBack(String pack, int version, String note);

    /** Tested texts to begin with. */
    Templates templates();

    Future<Activated> activate(String pack, String note, @Nullable Integer revision);

    /**
     * @param activeVersion null when it was never activated
     * @param rules of the draft, as {@code definitions}
     * @param deciding what of it is active
     * @param off rules of it that were switched off, since they used more than a rule may
     */
    record Summary(
            String pack,
            @Nullable Integer activeVersion,
            int revision,
            boolean draft,
            List<String> rules,
            List<String> definitions,
            Names deciding,
            List<String> off) {}

    record Names(List<String> rules, List<String> definitions) {

        static final Names NONE = new Names(List.of(), List.of());
    }

    record Shown(Summary summary, Files files, @Nullable Files active) {}

    /**
     * @param cases by name, without the ending
     * @param tables CSV by name, without the ending
     * @param schemas JSON by type of events
     */
    record Files(
            String drl,
            Map<String, String> definitions,
            String sources,
            Map<String, String> cases,
            Map<String, String> tables,
            Map<String, String> schemas) {}

    /** Null is for what stays as it is. */
    record Text(
            @Nullable String drl,
            @Nullable Map<String, String> definitions,
            @Nullable String sources,
            @Nullable Map<String, String> cases,
            @Nullable Map<String, String> tables,
            @Nullable Map<String, String> schemas) {}

    /** When a pack was activated, by whom and why. */
    record Past(int version, long at, String note, String by, boolean active) {}

    record PastFiles(Past past, Files files) {}

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

    /** What became of one case. */
    record Case(
            String name,
            String file,
            boolean passed,
            boolean skipped,
            @Nullable String message,
            @Nullable Integer line) {}

    /** What became of the wish to run cases. */
    sealed interface Tried {
        record Ran(List<Case> results) implements Tried {}

        record Faulty(List<Finding> findings) implements Tried {}
    }

    /** What became of a draft. */
    sealed interface Drafted {
        record Kept(int revision) implements Drafted {}

        record Stale(int revision) implements Drafted {}

        record Absent() implements Drafted {}
    }

    /** What became of an activation. */
    sealed interface Activated {
        record Done(int version) implements Activated {}

        record Faulty(List<Finding> findings) implements Activated {}

        /** The texts are well, but cases fail. */
        record Failing(List<Finding> findings) implements Activated {}

        record Stale(String reason) implements Activated {}

        record Late(String reason) implements Activated {}

        record Absent() implements Activated {}
    }
}
