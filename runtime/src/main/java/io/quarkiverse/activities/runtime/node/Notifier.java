package io.quarkiverse.activities.runtime.node;

import java.time.Duration;
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

import io.quarkiverse.activities.runtime.execution.Signal;
import io.quarkiverse.activities.runtime.node.Notification.AttemptSignal;
import io.quarkiverse.activities.runtime.node.Notification.ResultsAwaited;
import io.quarkiverse.activities.runtime.node.Notification.ResultsThere;
import io.quarkiverse.activities.runtime.node.Notification.TaskDue;
import io.quarkiverse.activities.runtime.store.NodeChannel;
import io.quarkiverse.activities.runtime.store.StoreException;


/**
 * Tells other nodes what has committed. All that comes up within a few milliseconds goes out at once: a notification takes a
 * lock that every commit with one in the whole database queues on.
 */
@Singleton
public class Notifier {

    private static final Logger LOG = Logger.getLogger(Notifier.class);
    private static final long PAUSE_MILLIS = 5;
    /** For how long a node that awaits results is told of them; it says so again well before that is over. */
    private static final long INTEREST_NANOS = 30_000_000_000L;

    private final NodeChannel channel;
    private final Node node;
    private final Map<UUID, Long> awaiting = new ConcurrentHashMap<>();
    private final Map<String, Long> dueAt = new HashMap<>();
    private final Set<Notification> others = new LinkedHashSet<>();
    private Thread thread;
    private boolean stopped;
    private volatile boolean alone;

    Notifier(NodeChannel channel, Node node) {
        this.channel = channel;
        this.node = node;
    }

    /** Whether there is no other worker to wake up or to signal to. */
    public void alone(boolean isAlone) {
        alone = isAlone;
    }

    /** Others may take a task of this queue after this time. */
    public void due(String taskQueue, Duration delay) {
        if (alone || !channel.isThere()) {
            return;
        }
        synchronized (this) {
            dueAt.merge(taskQueue, System.nanoTime() + delay.toNanos(), (a, b) -> a - b < 0 ? a : b);
            wake();
        }
    }

    /** Another node runs an attempt that must hear this. */
    public void signal(UUID owner, UUID run, int fence, Signal signal) {
        if (!owner.equals(node.id())) {
            say(new AttemptSignal(owner, run, fence, signal));
        }
    }

    /** This node awaits results of executions that may close elsewhere. To be said again every ten seconds or so. */
    public void resultsAwaited() {
        say(new ResultsAwaited());
    }

    /** Executions have closed here. */
    public void closed() {
        if (!awaiting.isEmpty()) {
            long now = System.nanoTime();
            awaiting.values().removeIf(until -> until - now < 0);
            awaiting.keySet().forEach(other -> say(new ResultsThere(other)));
        }
    }

    void awaitedBy(UUID other) {
        awaiting.put(other, System.nanoTime() + INTEREST_NANOS);
    }

    private void say(Notification notification) {
        if (!channel.isThere()) {
            return;
        }
        synchronized (this) {
            others.add(notification);
            wake();
        }
    }

    private void wake() {
        if (thread == null && !stopped) {
            thread = new Thread(this::run, "activities-notifier");
            thread.setDaemon(true);
            thread.start();
        }
        notify();
    }

    private void run() {
        try {
            while (true) {
                send(next());
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            LOG.debug("The notifier stops");
        }
    }

    private void send(List<String> texts) {
        try {
            channel.send(texts);
        } catch (StoreException e) {
            LOG.debug("Other nodes could not be told: they will see when they poll", e);
        }
    }

    private synchronized List<String> next() throws InterruptedException {
        while (dueAt.isEmpty() && others.isEmpty()) {
            wait();
        }
        List<String> texts = new ArrayList<>();
        long now = System.nanoTime();
        dueAt.forEach((queue, at) -> texts
                .add(new TaskDue(queue, Duration.ofNanos(Math.max(0, at - now))).text(node.id())));
        others.forEach(notification -> texts.add(notification.text(node.id())));
        dueAt.clear();
        others.clear();
        return texts;
    }

    /** Says no more. */
    public synchronized void stop() {
        stopped = true;
        if (thread != null) {
            thread.interrupt();
        }
    }
}
