package io.quarkiverse.activities.runtime.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.quarkiverse.activities.runtime.execution.Transition.Applied;
import io.quarkiverse.activities.runtime.node.Node;
import io.quarkiverse.activities.runtime.node.NodeListener;
import io.quarkiverse.activities.runtime.notify.Notification.AttemptSignal;
import io.quarkiverse.activities.runtime.notify.Notification.Hello;
import io.quarkiverse.activities.runtime.notify.Notification.ResultsAwaited;
import io.quarkiverse.activities.runtime.notify.Notification.ResultsThere;
import io.quarkiverse.activities.runtime.notify.Notification.TaskDue;
import io.quarkiverse.activities.runtime.store.node.NodeChannel;
import io.quarkiverse.activities.runtime.store.node.NodeLeases;
import io.quarkiverse.activities.runtime.store.value.ClosedExecution;
import io.quarkiverse.activities.runtime.store.value.StoreException;
import io.quarkiverse.activities.runtime.store.value.Verdict;

/**
 * Tells other nodes what this one has committed. All that comes up within a few milliseconds goes out at once: a transaction
 * that notifies takes a lock, at its commit, on which all others in the whole database queue that notify.
 */
@Singleton
public class Notifier implements NodeListener {

    private static final Logger LOG = Logger.getLogger(Notifier.class);
    private static final long PAUSE_MILLIS = 5;
    private static final long ALONE_NANOS = 1_000_000_000L;
    /** For how long a node that awaits results is told of them; it says so again well before that is over. */
    private static final long INTEREST_NANOS = 30_000_000_000L;

    private final NodeChannel channel;
    private final NodeLeases leases;
    private final Node node;
    private final Map<UUID, Long> awaitedBy = new ConcurrentHashMap<>();
    private final Map<String, Due> due = new HashMap<>();
    private final Set<Notification> others = new LinkedHashSet<>();
    private final Thread thread = new Thread(this::run, "activities-notifier");
    private long countedAt = System.nanoTime() - ALONE_NANOS;
    private boolean alone;

    Notifier(NodeChannel channel, NodeLeases leases, Node node) {
        this.channel = channel;
        this.leases = leases;
        this.node = node;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void stop() {
        thread.interrupt();
    }

    // What others must know

    @Override
    public void due(String taskQueue, Instant dispatchTime, Duration delay) {
        if (channel.isThere()) {
            synchronized (this) {
                due.merge(taskQueue, new Due(dispatchTime, System.nanoTime() + delay.toNanos()), Due::sooner);
                notify();
            }
        }
    }

    @Override
    public void decided(Verdict verdict) {
        if (!(verdict.transition() instanceof Applied applied)) {
            return;
        }
        applied.signal().ifPresent(signal -> {
            UUID owner = applied.before().attempt().owner();
            if (owner != null && !owner.equals(node.id())) {
                say(new AttemptSignal(owner, verdict.runId(), applied.before().attempt().fence(), signal));
            }
        });
    }

    @Override
    public void closed(ClosedExecution execution) {
        if (!awaitedBy.isEmpty()) {
            long now = System.nanoTime();
            awaitedBy.values().removeIf(until -> until - now < 0);
            awaitedBy.keySet().forEach(other -> say(new ResultsThere(other)));
        }
    }

    /** This node listens. */
    void hello() {
        say(new Hello());
    }

    /** This node awaits results of executions that may close elsewhere. */
    void resultsAwaitedHere() {
        say(new ResultsAwaited());
    }

    void resultsAwaitedBy(UUID other) {
        awaitedBy.put(other, System.nanoTime() + INTEREST_NANOS);
    }

    private void say(Notification notification) {
        if (channel.isThere()) {
            synchronized (this) {
                others.add(notification);
                notify();
            }
        }
    }

    // Telling them

    private void run() {
        try {
            while (true) {
                tell(next());
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            LOG.debug("This node tells no more");
        }
    }

    private synchronized List<Notification> next() throws InterruptedException {
        while (due.isEmpty() && others.isEmpty()) {
            wait();
        }
        List<Notification> next = new ArrayList<>(others);
        long now = System.nanoTime();
        due.forEach((queue, first) -> next
                .add(new TaskDue(queue, first.dispatchTime(), Duration.ofNanos(Math.max(0, first.at() - now)))));
        others.clear();
        due.clear();
        return next;
    }

    private void tell(List<Notification> notifications) {
        try {
            List<String> texts = new ArrayList<>();
            for (Notification notification : notifications) {
                if (!(notification instanceof TaskDue) || !isAlone()) {
                    texts.add(notification.text(node.id()));
                }
            }
            if (!texts.isEmpty()) {
                channel.send(texts);
            }
        } catch (StoreException e) {
            LOG.debug("Other nodes could not be told: they will see when they poll", e);
        }
    }

    /** {@return whether there is no other worker that could take a task} */
    private boolean isAlone() {
        long now = System.nanoTime();
        if (now - countedAt >= ALONE_NANOS) {
            alone = leases.others(node.id()).isEmpty();
            countedAt = now;
        }
        return alone;
    }

    /** The lowest dispatch time in a queue, and when its task can be taken, by this node's clock. */
    private record Due(Instant dispatchTime, long at) {

        Due sooner(Due other) {
            return new Due(dispatchTime.isBefore(other.dispatchTime) ? dispatchTime : other.dispatchTime,
                    at - other.at < 0 ? at : other.at);
        }
    }
}
