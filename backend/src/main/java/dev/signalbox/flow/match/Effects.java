package dev.signalbox.flow.match;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kie.api.event.rule.DefaultRuleRuntimeEventListener;
import org.kie.api.event.rule.ObjectDeletedEvent;
import org.kie.api.event.rule.ObjectInsertedEvent;
import org.kie.api.event.rule.ObjectUpdatedEvent;

/** What rules have done while they fired for one event: the first that failed, and whether any has changed the memory. */
final class Effects extends DefaultRuleRuntimeEventListener {

    private final Supplier<String> rule;
    private @Nullable Exception failure;
    private String failed = "";
    private boolean changed;

    /** @param rule the rule that is firing, as {@code pack/rule} */
    Effects(Supplier<String> rule) {
        this.rule = rule;
    }

    void clear() {
        failure = null;
        failed = "";
        changed = false;
    }

    void fail(Exception thrown) {
        if (failure == null) {
            failure = thrown;
            failed = rule.get();
        }
    }

    /**
     * Fails when a rule has failed.
     *
     * @param undo tries to take back what it fired for
     */
    void check(BooleanSupplier undo) {
        if (failure != null) {
            throw new Failed(failed, undo.getAsBoolean(), failure);
        }
    }

    boolean changed() {
        return changed;
    }

    @Override
    public void objectInserted(ObjectInsertedEvent event) {
        changed = true;
    }

    @Override
    public void objectUpdated(ObjectUpdatedEvent event) {
        changed = true;
    }

    @Override
    public void objectDeleted(ObjectDeletedEvent event) {
        changed = true;
    }

    /** A consequence has failed, and the engine has come to its end nevertheless. */
    static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        final String rule;
        final boolean undone;
        final transient Exception thrown;

        Failed(String rule, boolean undone, Exception thrown) {
            super(null, null, false, false);
            this.rule = rule;
            this.undone = undone;
            this.thrown = thrown;
        }
    }
}
