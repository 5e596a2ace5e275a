package dev.signalbox.admin;

import dev.signalbox.rulebook.CaseResult;
import dev.signalbox.rulebook.Diagnostic;
import dev.signalbox.rulebook.Pack;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The texts of a pack and what is said about them, as the API has them and as the rulebook has them. */
final class PackTexts {

    private static final String CASE = ".case.yaml";

    private PackTexts() {}

    static Packs.Files files(Pack pack) {
        return new Packs.Files(
                pack.drl(),
                new TreeMap<>(pack.definitions()),
                Objects.requireNonNullElse(pack.sources(), ""),
                renamed(
                        pack.cases(),
                        file -> file.endsWith(CASE) ? file.substring(0, file.length() - CASE.length()) : file),
                new TreeMap<>(pack.tables()),
                new TreeMap<>(pack.schemas()));
    }

    /** What is null in a text is taken from the base. */
    static Pack changed(Pack base, Packs.Text text) {
        return new Pack(
                base.name(),
                Objects.requireNonNullElse(text.drl(), base.drl()),
                Objects.requireNonNullElse(text.definitions(), base.definitions()),
                text.sources() == null ? base.sources() : text.sources(),
                text.cases() == null ? base.cases() : renamed(text.cases(), name -> name + CASE),
                Objects.requireNonNullElse(text.tables(), base.tables()),
                Objects.requireNonNullElse(text.schemas(), base.schemas()));
    }

    private static Map<String, String> renamed(Map<String, String> texts, UnaryOperator<String> name) {
        Map<String, String> renamed = new TreeMap<>();
        texts.forEach((key, text) -> renamed.put(name.apply(key), text));
        return renamed;
    }

    static List<Packs.Finding> findings(List<Diagnostic> diagnostics) {
        return diagnostics.stream()
                .map(one -> new Packs.Finding(
                        one.file(),
                        one.line(),
                        one.column(),
                        one.length(),
                        one.severity(),
                        one.code(),
                        one.message(),
                        one.hint(),
                        one.fix()))
                .toList();
    }

    static Packs.Case result(CaseResult result) {
        String message = result.skipped() == null ? String.join("\n", result.differences()) : result.skipped();
        return new Packs.Case(
                result.name(),
                "cases/" + result.file(),
                result.passed(),
                result.skipped() != null,
                message.isEmpty() ? null : message,
                result.line());
    }
}
