package dev.signalbox.proof.prove.load;

import dev.signalbox.proof.prove.world.HubNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** All clients, each in a thread of its own. */
public final class Driver {

    private final List<Client> clients = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Client last;

    /**
     * How they send.
     *
     * @param rate new events per second, of all together
     */
    public record Pace(int clients, double rate, long seed) {}

    public Driver(Pace pace, List<HubNode> hubs, Desk desk) {
        double gap = 1e9 * pace.clients() / pace.rate();
        for (int number = 0; number < pace.clients(); number++) {
            Client client = new Client(number, pace.seed(), hubs, gap, desk);
            clients.add(client);
            Thread thread = new Thread(client, "client-" + number);
            thread.setDaemon(true);
            threads.add(thread);
        }
        last = new Client(pace.clients(), pace.seed(), hubs, gap, desk);
    }

    public void start() {
        threads.forEach(Thread::start);
    }

    /**
     * What fell due before an event is decided before it: once one more of each partition is decided, nothing is still to
     * come of the others. To be called when all that is due by time is due.
     *
     * @param millis so long, for hubs that may never take anything again
     */
    public void touch(int partitions, long millis) throws InterruptedException {
        CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(last::abandon);
        last.touch(partitions);
    }

    /** No new events; waits until all that was sent has its answer. False when some has none in time. */
    public boolean finish(long millis) throws InterruptedException {
        clients.forEach(Client::stop);
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (Thread thread : threads) {
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
        }
        boolean all = threads.stream().noneMatch(Thread::isAlive);
        clients.forEach(Client::abandon);
        for (Thread thread : threads) {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        }
        return all;
    }
}
