package dev.signalbox.admin;

import dev.signalbox.backtest.Law;
import dev.signalbox.rulebook.Diagnostic;
import dev.signalbox.rulebook.Pack;
import dev.signalbox.rulebook.PackCheck;
import dev.signalbox.rulebook.Version;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The draft of a pack, and the rulebook into which it would come.
 *
 * @param revision of the draft; 0 when its text was given
 */
record Drafted(Pack pack, long revision, Version active) {

    /** What is active without it. */
    List<Pack> before() {
        return active.packs().values().stream().map(Version.Edition::pack).toList();
    }

    /** As an activation would make it: what is off in other packs stays off. */
    private Version after() {
        Map<String, Version.Edition> after = new TreeMap<>(active.packs());
        after.put(pack.name(), new Version.Edition(pack, Map.of(), Set.of()));
        return new Version(0, active.number(), "", "", 0, after);
    }

    /** Compiles; for worker threads. */
    List<Packs.Finding> errors(PackCheck check) {
        return PackTexts.findings(
                check.texts(pack, before()).stream().filter(Diagnostic::isError).toList());
    }

    Law lawBefore(PackCheck check) {
        return law(check, active);
    }

    Law lawAfter(PackCheck check) {
        return law(check, after());
    }

    private static Law law(PackCheck check, Version version) {
        Set<String> definitions = new TreeSet<>();
        version.packs()
                .values()
                .forEach(each -> definitions.addAll(each.pack().definitions().keySet()));
        return new Law(check.rules(version), definitions::contains);
    }
}
