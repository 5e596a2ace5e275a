package dev.signalbox.admin;

import dev.signalbox.flow.job.Job;
import dev.signalbox.flow.job.Jobs;
import dev.signalbox.flow.job.Letters;
import dev.signalbox.flow.job.Order;
import dev.signalbox.flow.job.Runs;
import dev.signalbox.flow.job.Standing;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A hub whose only job has just begun: with as many items as ids were sent. */
final class OneJob implements Jobs {

    static final String ID = "j1234567";

    @Override
    public Future<Optional<Job>> begin(Letters wanted, Order order) {
        return Future.succeededFuture(wanted.ids().isEmpty() ? Optional.empty() : Optional.of(job(order)));
    }

    @Override
    public Future<Optional<Job>> begin(Runs wanted, Order order) {
        return Future.succeededFuture(Optional.of(job(order)));
    }

    private static Job job(Order order) {
        return new Job(ID, 1_000, 1, order, Job.State.RUNNING, new Job.Progress(0, ""));
    }

    @Override
    public Future<List<Job>> list() {
        return Future.succeededFuture(List.of(job(new Order(Order.Kind.REDRIVE, 1_000, 0, false, null, ""))));
    }

    @Override
    public Future<Optional<Standing>> find(String id) {
        return list().map(all -> id.equals(ID)
                ? Optional.of(new Standing(all.get(0), 1, 0, Map.of("0-a", "no task at /do/0/a")))
                : Optional.empty());
    }

    @Override
    public Future<Optional<Standing>> cancel(String id) {
        return find(id);
    }
}
