package dev.signalbox.rulebook;

import io.vertx.core.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Switches a rule off that used more than a rule may for the third time: by an activation of its own, in which every other rule
 * stays. It decides again when its pack is activated again.
 */
public final class Breaches {

    /** Of one rule in one version. */
    static final int MOST = 3;

    private static final Logger LOG = LoggerFactory.getLogger(Breaches.class);
    private static final String AUTHOR = "signalbox";

    private final RedisPacks packs;
    private final Activation activation;

    public Breaches(RedisPacks packs, Activation activation) {
        this.packs = packs;
        this.activation = activation;
    }

    /**
     * Counts one; the third switches the rule off. When another activation is faster, the next one does.
     *
     * @param rule as {@code pack/rule}
     * @param version of the rulebook that decided
     */
    public Future<Void> breached(String rule, int version, String why) {
        return packs.breach(version, rule)
                .compose(count -> count < MOST
                        ? Future.succeededFuture()
                        : packs.current().compose(current -> off(current, rule, version, why)))
                .recover(fault -> {
                    LOG.warn("that rule {} used more than it may could not be counted: {}", rule, fault.getMessage());
                    return Future.succeededFuture();
                });
    }

    private Future<Void> off(Version current, String rule, int version, String why) {
        int slash = rule.indexOf('/');
        Version.Edition edition = current.packs().get(rule.substring(0, Math.max(0, slash)));
        String name = rule.substring(slash + 1);
        if (current.number() != version || edition == null || edition.off().contains(name)) {
            return Future.succeededFuture();
        }
        String note = "rule \"" + name + "\" is switched off: " + MOST + " times in version " + version + ", " + why;
        LOG.warn("pack {}: {}", edition.pack().name(), note);
        return activation
                .replace(current, edition.without(name), note, AUTHOR)
                .onSuccess(done -> LOG.info("rule {} off: {}", rule, done))
                .mapEmpty();
    }
}
