package dev.signalbox.proof.prove.check;

/**
 * How much happened.
 *
 * @param acked events that were answered with 2xx
 * @param duplicates deliveries that were answered as such
 * @param processes that the sink has seen
 * @param calls that it has taken
 * @param repeated calls of the same step beyond the first
 * @param deadLetters at the end
 * @param quarantined events
 * @param derived events and alerts that the hubs have made
 * @param open events of which cannot be seen which version of the rules has decided them
 */
public record Sums(
        long acked,
        long duplicates,
        long refused,
        long processes,
        long calls,
        long repeated,
        long deadLetters,
        long quarantined,
        long derived,
        long commits,
        long open) {

    static Sums of(Evidence evidence) {
        History history = evidence.history();
        long calls = history.hits().size();
        return new Sums(
                evidence.delivered().values().stream()
                        .filter(event -> event.ack() != null)
                        .count(),
                evidence.delivered().values().stream()
                        .flatMap(event -> event.acks().stream())
                        .filter(ok -> ok.duplicate())
                        .count(),
                evidence.delivered().values().stream()
                        .filter(Delivered::refused)
                        .count(),
                evidence.steps().size(),
                calls,
                calls - evidence.calls().size(),
                history.dead().size(),
                history.events().stream()
                        .filter(event -> event.state().equals("quarantined"))
                        .count(),
                history.events().size() - evidence.journaled().size(),
                history.commits().size(),
                evidence.fates().stream().filter(Model.Fate::open).count());
    }
}
