package dev.signalbox;

import dev.signalbox.admin.Overview.Concern;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is to be said of rules that the hub has switched off, once for each pack. */
final class RulesOff {

    private RulesOff() {}

    /** @param off as {@code pack/rule} */
    static List<Concern> of(List<String> off) {
        TreeMap<String, List<String>> packs = off.stream()
                .sorted()
                .collect(Collectors.groupingBy(
                        rule -> rule.substring(0, rule.indexOf('/')), TreeMap::new, Collectors.toList()));
        return packs.entrySet().stream()
                .map(each -> concern(each.getKey(), each.getValue()))
                .toList();
    }

    private static Concern concern(String pack, List<String> rules) {
        String first = rules.get(0);
        int more = rules.size() - 1;
        String href = Concerns.page("/rules/", pack)
                + Concerns.page("?file=rules.drl&rule=", first.substring(pack.length() + 1));
        return new Concern(
                "rule_off",
                "bad",
                Concerns.counted(rules.size(), "rule") + " switched off: " + first
                        + (more == 0 ? "" : " and " + more + " more"),
                String.join(", ", rules)
                        + " used more than a rule may three times; off until the pack is activated again.",
                "Look and mend",
                href);
    }
}
