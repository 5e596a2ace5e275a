package dev.signalbox.flow.job;

import dev.signalbox.flow.process.Instance;
import dev.signalbox.flow.task.RedisDeadLetters;
import dev.signalbox.flow.task.RedisInstances;
import dev.signalbox.flow.task.Wanted;
import dev.signalbox.redis.KeySpace;
import dev.signalbox.redis.RedisLink;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Jobs that are worked on by {@link Working}, of whichever hub. */
public final class StoredJobs implements Jobs {

    private static final int PAGE = 500;
    private static final int LETTERS = 8;
    private static final int RADIX = 32;

    private final RedisJobs store;
    private final RedisOutcomes outcomes;
    private final RedisDeadLetters dead;
    private final RedisInstances instances;
    private final InstantSource clock;
    private final RandomGenerator random;

    public StoredJobs(RedisLink redis, KeySpace keys, int partitions, InstantSource clock, RandomGenerator random) {
        this.store = new RedisJobs(redis, keys);
        this.outcomes = new RedisOutcomes(redis, keys, partitions, store);
        this.dead = new RedisDeadLetters(redis, keys, partitions);
        this.instances = new RedisInstances(redis, keys, partitions);
        this.clock = clock;
        this.random = random;
    }

    RedisJobs store() {
        return store;
    }

    RedisOutcomes outcomes() {
        return outcomes;
    }

    @Override
    public Future<Optional<Job>> begin(Letters wanted, Order order) {
        return (wanted.ids().isEmpty()
                        ? dead.select(wanted::passes, Item::of, MOST)
                        : dead.select(wanted.ids())
                                .map(found -> found.stream().map(Item::of).toList()))
                .compose(items -> begin(items, order));
    }

    @Override
    public Future<Optional<Job>> begin(Runs wanted, Order order) {
        return gather(wanted.questions(), wanted.before(), null, new ArrayList<>())
                .compose(items -> begin(items, order));
    }

    private Future<List<Item>> gather(List<Wanted> questions, long before, @Nullable String from, List<Item> found) {
        if (questions.isEmpty() || found.size() >= MOST) {
            return Future.succeededFuture(found);
        }
        return instances.list(questions.get(0), PAGE, from).compose(page -> {
            page.items().stream()
                    .filter(instance -> instance.born() < before)
                    .filter(StoredJobs::isFree)
                    .map(Item::of)
                    .forEach(found::add);
            return page.next() == null
                    ? gather(questions.subList(1, questions.size()), before, null, found)
                    : gather(questions, before, page.next(), found);
        });
    }

    /** A part is its whole's: that is cancelled, and the part with it. */
    private static boolean isFree(Instance instance) {
        return instance.origin().waiting() == null;
    }

    private Future<Optional<Job>> begin(List<Item> items, Order order) {
        if (items.isEmpty()) {
            return Future.succeededFuture(Optional.empty());
        }
        List<Item> chosen =
                items.stream().distinct().sorted(Item.OLDEST_FIRST).limit(MOST).toList();
        Job job = new Job(id(), clock.millis(), chosen.size(), order, Job.State.RUNNING, Job.Progress.NONE);
        return store.create(job, chosen).map(Optional::of);
    }

    private String id() {
        StringBuilder id = new StringBuilder("j");
        for (int i = 1; i < LETTERS; i++) {
            id.append(Character.forDigit(random.nextInt(RADIX), RADIX));
        }
        return id.toString();
    }

    @Override
    public Future<List<Job>> list() {
        return store.list();
    }

    @Override
    public Future<Optional<Standing>> find(String id) {
        return store.find(id)
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture(Optional.empty())
                        : outcomes.of(found.get()).map(Optional::of));
    }

    @Override
    public Future<Optional<Standing>> cancel(String id) {
        return store.find(id)
                .compose(found -> found.isEmpty() || found.get().state() != Job.State.RUNNING
                        ? Future.succeededFuture()
                        : store.turn(id, Job.State.CANCELLED))
                .compose(turned -> find(id));
    }
}
