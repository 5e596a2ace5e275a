package dev.signalbox.proof.prove.check;

import dev.signalbox.proof.prove.fault.Strike;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Why a run without a finding may still mean nothing. */
final class Vacuity {

    /** The fault after which an owner must have been fenced. */
    private static final String ZOMBIE = "FLT-10";

    private final Evidence evidence;
    private final List<String> reasons = new ArrayList<>();

    private Vacuity(Evidence evidence) {
        this.evidence = evidence;
    }

    static List<String> reasons(Evidence evidence) {
        Vacuity vacuity = new Vacuity(evidence);
        vacuity.faults();
        vacuity.load();
        vacuity.records();
        return vacuity.reasons;
    }

    private void demand(boolean holds, String otherwise) {
        if (!holds) {
            reasons.add(otherwise);
        }
    }

    private void faults() {
        Facts facts = evidence.history().facts();
        for (Map.Entry<String, Integer> plan : facts.planned().entrySet()) {
            if (facts.skipped().containsKey(plan.getKey())) {
                continue;
            }
            List<Strike> struck = facts.strikes().stream()
                    .filter(strike -> strike.kind().equals(plan.getKey()))
                    .toList();
            long seen = struck.stream().filter(strike -> strike.trace().seen()).count();
            demand(
                    seen >= plan.getValue(),
                    plan.getKey() + " was to strike " + plan.getValue() + " times, and left a trace " + seen + " times"
                            + struck.stream()
                                    .filter(strike -> !strike.trace().seen())
                                    .map(strike -> "; " + strike.trace().proof())
                                    .findFirst()
                                    .orElse(""));
        }
        boolean zombies =
                facts.planned().getOrDefault(ZOMBIE, 0) > 0 && !facts.skipped().containsKey(ZOMBIE);
        demand(!zombies || facts.fenced() > 0, "hubs were held beyond their lease, and none was fenced");
    }

    private void load() {
        Facts facts = evidence.history().facts();
        long acked = evidence.delivered().values().stream()
                .filter(event -> event.ack() != null)
                .count();
        demand(
                acked >= facts.leastAcked(),
                "only " + acked + " events were acknowledged, fewer than " + facts.leastAcked());
        demand(facts.unknown() > 0, "no delivery was left without an answer: no fault has hit one");
        demand(facts.retries() > 0, "no delivery was sent again");
    }

    private void records() {
        Facts facts = evidence.history().facts();
        demand(facts.drained(), "the hubs still had work when the run ended, so what is missing may only be late");
        demand(!evidence.history().hits().isEmpty(), "the sink's log is empty");
        demand(!evidence.history().commits().isEmpty(), "the log of the commits could not be read");
        demand(!evidence.history().owners().isEmpty(), "the owners of the partitions could not be read");
        demand(!evidence.history().vitals().isEmpty(), "memory and files of the hubs could not be read");
        demand(!evidence.fates().isEmpty(), "the hubs have told of no event");
    }
}
