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
import io.quarkiverse.activities.runtime.node.EngineThread;
import io.quarkiverse.activities.runtime.node.EngineThreads;
import io.quarkiverse.activities.runtime.node.Node;
import io.quarkiverse.activities.runtime.node.NodeListener;
import io.quarkiverse.activities.runtime.notify.Notification.AttemptSignal;
import io.quarkiverse.activities.runtime.notify.Notification.Hello;
import io.quarkiverse.activities.runtime.notify.Notification.ResultsAwaited;
import io.quarkiverse.activities.runtime.notify.Notification.ResultsThere;
import io.quarkiverse.activities.runtime.notify.Notification.RunArrived;
import io.quarkiverse.activities.runtime.notify.Notification.TaskDue;
import io.quarkiverse.activities.runtime.store.node.NodeChannel;
import io.quarkiverse.activities.runtime.store.node.NodeLeases;
import io.quarkiverse.activities.runtime.store.value.ClosedExecution;
import io.quarkiverse.activities.runtime.store.value.StoreException;
import io.quarkiverse.activities.runtime.store.value.Verdict;

/**
 * Notifies other nodes of the commits of this one. Sends the notifications of a few milliseconds together: when a transaction
 * with notifications commits, it takes a lock for which all other such transactions in the database wait.
 */
@Singleton
public class Notifier implements NodeListener {

    private static final Logger LOG = Logger.getLogger(Notifier.class);
    private static final long PAUSE_MILLIS = 5;
    private static final long LAST_MILLIS = 1_000;
    private static final long ALONE_NANOS = 1_000_000_000L;
    /** How long a node that awaits results is notified of them. It repeats its request well before this time has passed. */
    private static final long INTEREST_NANOS = 30_000_000_000L;

    private final NodeChannel channel;
    private final NodeLeases leases;
    private final Node node;
    private final Map<UUID, Long> awaitedBy = new ConcurrentHashMap<>();
    private final Map<String, Due> due = new HashMap<>();
    private final Set<Notification> others = new LinkedHashSet<>();
    private final EngineThreads threads;
    private EngineThread thread;
    private long countedAt = System.nanoTime() - ALONE_NANOS;
    private boolean alone;
    private boolean stopped;

    Notifier(NodeChannel channel, NodeLeases leases, Node node, EngineThreads threads) {
        this.threads = threads;
        this.channel = channel;
        this.leases = leases;
        this.node = node;
    }

    void start() {
        thread = threads.start("activities-notifier", this::run);
    }

    /** Sends what is left: other nodes can go on with what this one has given back. */
    void stop() {
        synchronized (this) {
            stopped = true;
            notifyAll();
        }
        if (thread != null) {
            thread.join(LAST_MILLIS);
            thread.interrupt();
        }
    }

    // Collecting notifications

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
                add(new AttemptSignal(owner, verdict.runId(), applied.before().attempt().fence(), signal));
            }
        });
    }

    @Override
    public void closed(ClosedExecution execution) {
        if (!awaitedBy.isEmpty()) {
            long now = System.nanoTime();
            awaitedBy.values().removeIf(until -> until - now < 0);
            awaitedBy.keySet().forEach(other -> add(new ResultsThere(other)));
        }
    }

    /** Notifies other nodes that something has arrived for a run of a workflow, which this node does not have. */
    public void arrived(UUID run) {
        add(new RunArrived(run));
    }

    /** Announces that this node listens. */
    void hello() {
        add(new Hello());
    }

    /** Asks the other nodes to notify this one when executions close. */
    void resultsAwaitedHere() {
        add(new ResultsAwaited());
    }

    /** Records that another node asks to be notified when executions close. */
    void resultsAwaitedBy(UUID other) {
        awaitedBy.put(other, System.nanoTime() + INTEREST_NANOS);
    }

    private void add(Notification notification) {
        if (channel.isThere()) {
            synchronized (this) {
                others.add(notification);
                notify();
            }
        }
    }

    // Sending notifications

    private void run() {
        try {
            for (List<Notification> next = next(); !next.isEmpty(); next = next()) {
                send(next);
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            LOG.debug("This node sends no more notifications");
        }
    }

    /** {@return what to send now; nothing when all is sent and this node stops} */
    private synchronized List<Notification> next() throws InterruptedException {
        while (due.isEmpty() && others.isEmpty() && !stopped) {
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

    private void send(List<Notification> notifications) {
        try {
            List<String> texts = new ArrayList<>();
            for (Notification notification : notifications) {
                if (!(notification instanceof TaskDue || notification instanceof RunArrived) || !isAlone()) {
                    texts.add(notification.text(node.id()));
                }
            }
            if (!texts.isEmpty()) {
                channel.send(texts);
            }
        } catch (StoreException e) {
            LOG.debug("Could not notify other nodes; they find the changes when they poll", e);
        }
    }

    /** {@return whether no other node could claim a task} */
    private boolean isAlone() {
        long now = System.nanoTime();
        if (now - countedAt >= ALONE_NANOS) {
            alone = leases.others(node.id()).isEmpty();
            countedAt = now;
        }
        return alone;
    }

    /** The earliest dispatch time in a queue, and the {@link System#nanoTime()} at which its task can be claimed. */
    private record Due(Instant dispatchTime, long at) {

        Due sooner(Due other) {
            return new Due(dispatchTime.isBefore(other.dispatchTime) ? dispatchTime : other.dispatchTime,
                    at - other.at < 0 ? at : other.at);
        }
    }
}
