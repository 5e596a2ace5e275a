package dev.signalbox.flow.match;

import dev.signalbox.rules.Hub;
import dev.signalbox.sandbox.Budget;
import dev.signalbox.sandbox.Exhausted;
import dev.signalbox.sandbox.Meter;
import java.time.Duration;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.drools.base.RuleBase;
import org.drools.base.rule.TypeDeclaration;
import org.drools.model.TypeMetaData;
import org.drools.modelcompiler.KieBaseBuilder;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.conf.EventProcessingOption;
import org.kie.api.definition.KiePackage;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.KieSessionConfiguration;
import org.kie.api.runtime.conf.ClockTypeOption;
import org.kie.internal.conf.ConsequenceExceptionHandlerOption;

/** All rules of one rulebook version, ready to decide. May be shared by threads; a {@link Session} may not. */
public final class Rules {

    private final int version;
    private final KieBase base;
    private final List<PackRules> packs;
    private final IdentityHashMap<org.kie.api.definition.rule.Rule, String> names = new IdentityHashMap<>();
    private final Interest interest;
    private final Limits limits;
    private final Schemas schemas;

    private Rules(int version, List<PackRules> packs, KieBase base, Limits limits) {
        this.version = version;
        this.limits = limits;
        this.base = base;
        this.packs = packs;
        this.schemas = new Schemas(packs);
        for (PackRules pack : packs) {
            KiePackage rules = base.getKiePackage(pack.model().getPackageName());
            if (rules != null) {
                rules.getRules().forEach(rule -> names.put(rule, pack.pack() + '/' + rule.getName()));
            }
        }
        this.interest = Interest.of(
                packs.stream().flatMap(pack -> pack.rules().stream()).toList());
    }

    /** @param version of the rulebook; 0 for a draft */
    public static Rules of(int version, Collection<PackRules> packs) {
        return of(version, packs, Limits.STANDARD);
    }

    /**
     * Rules with limits of their own.
     *
     * @param limits of what they may use and remember
     */
    public static Rules of(int version, Collection<PackRules> packs, Limits limits) {
        List<PackRules> all = List.copyOf(packs);
        return new Rules(
                version,
                all,
                Meter.within(
                        new Budget(Budget.EVENT),
                        () -> KieBaseBuilder.createKieBaseFromModel(
                                all.stream().map(PackRules::model).toList(),
                                EventProcessingOption.STREAM,
                                ConsequenceExceptionHandlerOption.get(Failing.class))),
                limits);
    }

    public int version() {
        return version;
    }

    /**
     * How long an event can matter to a later decision: what a rebuild of a session has to replay, by receive time. The
     * clock goes by whole seconds, so it is one more than what the rules say; zero when no rule remembers anything.
     */
    public Duration window() {
        return interest.window().isZero() ? Duration.ZERO : interest.window().plusSeconds(1);
    }

    /** All rules as {@code pack/rule}, in the order of their text. */
    public List<String> rules() {
        return packs.stream()
                .flatMap(pack -> pack.rules().stream().map(rule -> pack.pack() + '/' + rule.name()))
                .toList();
    }

    /** The event types that rules name; empty when some rule looks at every event. */
    public Optional<Set<String>> types() {
        return interest.types();
    }

    Schemas schemas() {
        return schemas;
    }

    Limits limits() {
        return limits;
    }

    List<PackRules> packs() {
        return packs;
    }

    Interest interest() {
        return interest;
    }

    /**
     * Whether an event can be taken out of a session without a trace: what a window of a number of events has let go for it
     * does not come back.
     */
    boolean canUndo() {
        return packs.stream()
                .flatMap(pack -> pack.rules().stream())
                .flatMap(rule -> rule.patterns().stream())
                .noneMatch(RuleShape.PatternShape::windowed);
    }

    /** A session without memory. The caller brings it to its position by replaying {@link #window}. */
    public Session session() {
        return new Session(this, engine());
    }

    /** The same beside the live ones, for an explanation. */
    public Recall recall() {
        KieSession engine = engine();
        return new Recall(this, engine, new Session(this, engine));
    }

    private KieSession engine() {
        KieSessionConfiguration configuration = KieServices.get().newKieSessionConfiguration();
        configuration.setOption(ClockTypeOption.PSEUDO);
        return Meter.within(new Budget(Budget.EVENT), () -> base.newKieSession(configuration, null));
    }

    /**
     * The rule whose code was running when something was thrown, as {@code pack/rule}; a condition may fail after a rule has
     * fired.
     *
     * @param fired the one that fired last, when no other is found
     */
    String blamed(Throwable thrown, String fired) {
        Throwable first = thrown;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        if (first instanceof Exhausted exhausted && !exhausted.rule().isEmpty()) {
            return exhausted.rule();
        }
        for (PackRules pack : packs) {
            String rule = pack.origins().ofThrown(first);
            if (!rule.isEmpty()) {
                return pack.pack() + '/' + rule;
            }
        }
        return fired;
    }

    /** The {@code @expires} of a declared type in milliseconds; negative when it has none. */
    long lifetime(Class<?> declared) {
        TypeDeclaration type = ((RuleBase) base).getTypeDeclaration(declared);
        return type == null ? TypeDeclaration.NEVER_EXPIRES : type.getExpirationOffset();
    }

    /**
     * A fact as a rule has inserted it.
     *
     * @throws IllegalArgumentException when these rules declare no such type, or one with other fields
     */
    Object fact(Inserted kept) {
        Class<?> type = packs.stream()
                .flatMap(pack -> pack.model().getTypeMetaDatas().stream())
                .<Class<?>>map(TypeMetaData::getType)
                .filter(each -> each.getName().equals(kept.type()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no pack declares the type " + kept.type()));
        return Declared.fact(type, kept.fields());
    }

    /** Gives a session its hub, when some rule asks for one. */
    void give(KieSession session, Hub hub) {
        boolean asked = packs.stream()
                .flatMap(pack -> pack.model().getGlobals().stream())
                .anyMatch(global -> global.getName().equals("hub"));
        if (asked) {
            session.setGlobal("hub", hub);
        }
    }

    /** {@code pack/rule} of a rule of the engine. */
    String name(org.kie.api.definition.rule.Rule rule) {
        return Objects.requireNonNull(names.get(rule), rule::getName);
    }
}
