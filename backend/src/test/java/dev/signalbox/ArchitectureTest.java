package dev.signalbox;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may use whom. A new arrow is a new word here, with its reason in an ADR; cycles never. */
class ArchitectureTest {

    private static final Map<String, String> MAY_USE = new LinkedHashMap<>();

    static {
        MAY_USE.put("words", "");
        MAY_USE.put("schedule", "words");
        MAY_USE.put("event", "");
        MAY_USE.put("rules", "event jq");
        MAY_USE.put("table", "rules");
        MAY_USE.put("trace", "event");
        MAY_USE.put("config", "words");
        MAY_USE.put("failpoint", "");
        MAY_USE.put("redis", "config");
        MAY_USE.put("egress", "config");
        MAY_USE.put("security", "config redis");
        MAY_USE.put("flow.journal", "event redis failpoint");
        MAY_USE.put("flow.archive", "event failpoint flow.journal");
        MAY_USE.put("flow.connection", "redis words");
        MAY_USE.put(
                "flow.ingest",
                "event trace failpoint flow.connection flow.journal flow.refused config redis schedule security words jq");
        MAY_USE.put("flow.refused", "event redis");
        MAY_USE.put("flow.replay", "event flow.journal redis");
        MAY_USE.put("flow.job", "event failpoint flow.journal flow.process flow.task redis");
        MAY_USE.put("sandbox", "");
        MAY_USE.put("schema", "words");
        MAY_USE.put("flow.match", "event rules sandbox schema");
        MAY_USE.put("jq", "words");
        MAY_USE.put("flow.listen", "event flow.process redis");
        MAY_USE.put("flow.turn", "event flow.process");
        MAY_USE.put("flow.process", "event jq schedule schema words");
        MAY_USE.put("flow.secret", "event flow.connection redis");
        MAY_USE.put("flow.sink", "event egress flow.connection redis");
        MAY_USE.put("flow.breaker", "redis");
        MAY_USE.put(
                "flow.task",
                "event trace failpoint flow.breaker flow.process flow.journal flow.secret flow.sink egress config redis");
        MAY_USE.put(
                "flow",
                "event rules trace failpoint redis flow.ingest flow.journal flow.listen flow.match flow.process flow.task flow.turn");
        MAY_USE.put(
                "rulebook",
                "backtest event rules failpoint flow.match flow.process flow.journal redis schedule schema table words sandbox");
        MAY_USE.put("backtest", "event flow.match flow.journal flow.process");
        MAY_USE.put("feed", "event trace redis");
        MAY_USE.put("snippet", "");
        MAY_USE.put("send", "snippet");
        MAY_USE.put("facts", "event flow.journal");
        MAY_USE.put("metrics", "event trace flow.journal redis");
        MAY_USE.put(
                "admin",
                "backtest event trace flow.archive flow.breaker flow.job flow.journal flow.match flow.process flow.task flow.connection flow.ingest flow.refused flow.replay flow.secret flow.sink rulebook schedule schema facts feed metrics security snippet config redis");
        MAY_USE.put("hubs", "redis");
        MAY_USE.put("demo.world", "redis");
        MAY_USE.put("demo", "demo.world config redis");
    }

    private static final String ROOT = "dev.signalbox";
    private static final JavaClasses HUB = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void every_package_is_in_the_table() {
        Set<String> packages = new TreeSet<>();
        HUB.forEach(type -> packages.add(name(type)));
        packages.remove("");

        assertThat(MAY_USE.keySet())
                .as("packages with a line in MAY_USE; a new package needs one, with the packages that it may use")
                .containsAll(packages);
    }

    static Stream<String> packages() {
        return MAY_USE.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void a_package_uses_only_what_the_table_allows(String user) {
        String used = MAY_USE.getOrDefault(user, "");
        Set<String> allowed = used.isEmpty() ? Set.of() : Set.of(used.split(" "));

        ArchRule rule = noClasses()
                .that(are(user))
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "lie in another package of the hub than " + allowed,
                        type -> ours(type) && !name(type).equals(user) && !allowed.contains(name(type))))
                .allowEmptyShould(true)
                .because("only that is in the line of " + user
                        + " in MAY_USE: move the code to where it belongs, or add the" + " arrow with an ADR");

        rule.check(HUB);
    }

    @Test
    void packages_form_no_cycle() {
        slices().matching(ROOT + ".(**)")
                .should()
                .beFreeOfCycles()
                .because("two packages that need each other are one")
                .check(HUB);
    }

    @Test
    void every_package_is_null_marked() {
        String missing = HUB.getPackage(ROOT).getSubpackagesInTree().stream()
                .filter(found -> !found.getClasses().isEmpty())
                .filter(found -> !found.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .collect(joining(", "));

        assertThat(missing)
                .as("packages whose package-info.java lacks @NullMarked")
                .isEmpty();
    }

    @Test
    void only_the_commands_speak_to_the_terminal() {
        classesOf("the hub")
                .and(DescribedPredicate.not(are("")))
                .should(ACCESS_STANDARD_STREAMS)
                .because("the hub logs with java.util.logging, see config.Logs")
                .check(HUB);
    }

    @Test
    void a_thrown_exception_says_what_it_is() {
        classesOf("the hub")
                .should(THROW_GENERIC_EXCEPTIONS)
                .because("a record of a sealed interface tells an outcome, an exception of its own name a fault")
                .check(HUB);
    }

    @Test
    void event_match_and_process_touch_nothing_outside() {
        noClasses()
                .that(are("event", "rules", "flow.match", "flow.process"))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("io.vertx..", "java.net..", "java.nio.channels..", "java.nio.file.."))
                .allowEmptyShould(true)
                .because("they decide; what is decided is done elsewhere, after the commit")
                .check(HUB);
    }

    @Test
    void only_match_rulebook_and_sandbox_know_drools() {
        noClasses()
                .that(DescribedPredicate.not(are("flow.match", "rulebook", "sandbox")))
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.kie..", "org.drools..")
                        .and(DescribedPredicate.not(resideInAPackage("org.kie.api.definition.type"))))
                .because("rules can be decided by something else one day; elsewhere a decision is data")
                .check(HUB);
    }

    @Test
    void only_redis_speaks_to_redis() {
        noClasses()
                .that(DescribedPredicate.not(are("redis")))
                .and()
                .haveSimpleNameNotStartingWith("Redis")
                .and(DescribedPredicate.describe(
                        "are no part of such a class", type -> !outermost(type).startsWith("Redis")))
                .should()
                .dependOnClassesThat(resideInAPackage("io.vertx.redis.."))
                .because("a class that sends commands has a name that says so")
                .check(HUB);
    }

    @Test
    void the_flow_reads_no_clock_and_throws_no_dice() {
        noClasses()
                .that(resideInAPackage(ROOT + ".flow.."))
                .or(are("event", "trace", "rules"))
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethodWhere(DescribedPredicate.describe(
                        "makes a clock of its own",
                        call -> call.getTargetOwner().isEquivalentTo(Clock.class)
                                && call.getName().startsWith("system")))
                .orShould()
                .callConstructor(Random.class)
                .orShould()
                .callMethod(ThreadLocalRandom.class, "current")
                .because("a replay must see what was seen: take an InstantSource or a RandomGenerator")
                .check(HUB);
    }

    private static GivenClassesConjunction classesOf(String what) {
        return noClasses().that(DescribedPredicate.describe("are of " + what, ArchitectureTest::ours));
    }

    private static DescribedPredicate<JavaClass> are(String... names) {
        return DescribedPredicate.describe(
                "are in " + String.join(", ", names),
                type -> ours(type) && Arrays.asList(names).contains(name(type)));
    }

    private static boolean ours(JavaClass type) {
        return type.getPackageName().equals(ROOT) || type.getPackageName().startsWith(ROOT + '.');
    }

    private static String name(JavaClass type) {
        return type.getPackageName().equals(ROOT) ? "" : type.getPackageName().substring(ROOT.length() + 1);
    }

    private static String outermost(JavaClass type) {
        JavaClass outer = type;
        while (outer.getEnclosingClass().isPresent()) {
            outer = outer.getEnclosingClass().get();
        }
        return outer.getSimpleName();
    }
}
