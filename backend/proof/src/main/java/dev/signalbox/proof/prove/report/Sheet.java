package dev.signalbox.proof.prove.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.proof.hub.Api;
import dev.signalbox.proof.prove.Proof;
import dev.signalbox.proof.prove.check.Checker;
import dev.signalbox.proof.prove.check.Facts;
import dev.signalbox.proof.prove.check.Finding;
import dev.signalbox.proof.prove.check.Verdict;
import dev.signalbox.proof.prove.fault.Faults;
import dev.signalbox.proof.prove.fault.Strike;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/** All figures of a run as one JSON object. */
final class Sheet {

    private static final int MOST_FINDINGS = 50;

    private Sheet() {}

    static ObjectNode of(Proof.Result result, Instant at, String command) {
        ObjectNode json = Api.JSON.createObjectNode();
        Verdict verdict = result.outcome().verdict();
        json.put("at", at.toString());
        json.put("verdict", word(verdict));
        json.put("command", command);
        plan(json.putObject("plan"), result);
        ObjectNode machine = json.putObject("machine");
        machine.put("commit", result.commit());
        machine.setAll((ObjectNode) Api.JSON.valueToTree(result.machine()));
        json.put("millis", result.millis());
        figures(json.putObject("figures"), result);
        invariants(json.putArray("invariants"), result.outcome().findings());
        faults(json.putArray("faults"), result.facts());
        strikes(json.putArray("strikes"), result.facts());
        ArrayNode reasons = json.putArray("cannotTell");
        if (verdict instanceof Verdict.CannotTell cannot) {
            cannot.reasons().forEach(reasons::add);
        }
        ArrayNode findings = json.putArray("findings");
        result.outcome().findings().stream()
                .limit(MOST_FINDINGS)
                .forEach(one -> findings.add(Api.JSON.valueToTree(one)));
        return json;
    }

    private static String word(Verdict verdict) {
        return verdict instanceof Verdict.Passed
                ? "passed"
                : verdict instanceof Verdict.Failed ? "failed" : "cannot tell";
    }

    private static void plan(ObjectNode plan, Proof.Result result) {
        plan.put("profile", result.plan().profile());
        plan.put("seed", result.plan().seed());
        plan.put("hubs", result.plan().hubs());
        String redis = result.plan().redis();
        plan.put("redis", redis.equals("own") || redis.equals("embedded") ? redis : "given");
        plan.put("seconds", result.plan().length().toSeconds());
        plan.put("leaseMillis", result.plan().lease().toMillis());
    }

    private static void figures(ObjectNode figures, Proof.Result result) {
        Facts facts = result.facts();
        figures.setAll((ObjectNode) Api.JSON.valueToTree(result.outcome().sums()));
        figures.put("unknown", facts.unknown());
        figures.put("retries", facts.retries());
        figures.put("fenced", facts.fenced());
        figures.put("faults", facts.strikes().size());
        figures.put("drainMillis", facts.drainMillis());
        List<Finding> found = result.outcome().findings();
        figures.put("lost", count(found, "I1"));
        figures.put("doubled", count(found, "I2"));
        figures.put("orderBreaks", count(found, "I4"));
        figures.put("invisibleFailures", count(found, "I6"));
    }

    private static long count(List<Finding> found, String invariant) {
        return found.stream().filter(one -> one.invariant().equals(invariant)).count();
    }

    private static void invariants(ArrayNode rows, List<Finding> found) {
        Checker.statements().forEach((id, statement) -> rows.addObject()
                .put("id", id)
                .put("statement", statement)
                .put("findings", count(found, id)));
    }

    private static void faults(ArrayNode rows, Facts facts) {
        new TreeMap<>(facts.planned()).forEach((kind, wanted) -> {
            List<Strike> struck = facts.strikes().stream()
                    .filter(strike -> strike.kind().equals(kind))
                    .toList();
            rows.addObject()
                    .put("kind", kind)
                    .put("title", Faults.title(kind))
                    .put("wanted", wanted)
                    .put(
                            "seen",
                            struck.stream()
                                    .filter(strike -> strike.trace().seen())
                                    .count())
                    .put("skipped", facts.skipped().get(kind));
        });
    }

    private static void strikes(ArrayNode rows, Facts facts) {
        for (Strike strike : facts.strikes()) {
            rows.addObject()
                    .put("at", Instant.ofEpochMilli(strike.from()).toString())
                    .put("kind", strike.kind())
                    .put("title", strike.title())
                    .put("millis", strike.to() - strike.from())
                    .put("seen", strike.trace().seen())
                    .put("proof", strike.trace().proof());
        }
    }
}
