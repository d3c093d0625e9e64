package io.quarkiverse.activities.runtime.notify;

import java.util.List;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.quarkiverse.activities.runtime.client.handle.Waiters;
import io.quarkiverse.activities.runtime.node.EngineThreads;
import io.quarkiverse.activities.runtime.node.Node;
import io.quarkiverse.activities.runtime.notify.Notification.AttemptSignal;
import io.quarkiverse.activities.runtime.notify.Notification.Received;
import io.quarkiverse.activities.runtime.notify.Notification.ResultsAwaited;
import io.quarkiverse.activities.runtime.notify.Notification.ResultsThere;
import io.quarkiverse.activities.runtime.notify.Notification.RunArrived;
import io.quarkiverse.activities.runtime.notify.Notification.TaskDue;
import io.quarkiverse.activities.runtime.store.node.NodeChannel;
import io.quarkiverse.activities.runtime.worker.Worker;
import io.quarkus.arc.All;

/**
 * Receives the notifications of other nodes, on its own thread and connection, and passes them on. If the connection breaks, it
 * connects again. Until then, this node polls as often as without notifications.
 */
@Singleton
public class NotificationListener {

    private static final Logger LOG = Logger.getLogger(NotificationListener.class);
    private static final long PAUSE_MILLIS = 1_000;

    private final EngineThreads threads;
    private final NodeChannel channel;
    private final Notifier notifier;
    private final Node node;
    private final Worker worker;
    private final Waiters waiters;
    private final List<RunArrivals> runs;
    private boolean receiving;
    private boolean stopped;

    NotificationListener(NodeChannel channel, Notifier notifier, Node node, Worker worker, Waiters waiters,
            EngineThreads threads, @All List<RunArrivals> runs) {
        this.runs = runs;
        this.threads = threads;
        this.channel = channel;
        this.notifier = notifier;
        this.node = node;
        this.worker = worker;
        this.waiters = waiters;
    }

    /** Begins to receive and send notifications, if the database supports them. */
    public void start() {
        if (channel.isThere()) {
            waiters.whileAwaiting(notifier::resultsAwaitedHere);
            notifier.start();
            threads.start("activities-listener", this::run);
        }
    }

    private void run() {
        do {
            try {
                channel.listen(notifier::hello, this::receive);
            } catch (RuntimeException e) {
                LOG.debug("Cannot receive notifications of other nodes; polling until they can be received again", e);
            }
            receiving = false;
            worker.hearsOthers(false);
        } while (pause());
    }

    private void receive(String text) {
        Received received = Notification.read(text).orElse(null);
        if (received == null) {
            return;
        }
        if (received.sender().equals(node.id())) {
            receivedFromMyself();
            return;
        }
        Notification notification = received.notification();
        if (notification instanceof TaskDue due) {
            worker.wake(due.taskQueue(), due.dispatchTime(), due.delay());
        } else if (notification instanceof AttemptSignal signal && signal.owner().equals(node.id())) {
            worker.hear(signal.run(), signal.fence(), signal.signal());
        } else if (notification instanceof RunArrived arrived) {
            runs.forEach(listener -> listener.heard(arrived.run()));
        } else if (notification instanceof ResultsAwaited) {
            notifier.resultsAwaitedBy(received.sender());
        } else if (notification instanceof ResultsThere there && there.awaitedBy().equals(node.id())) {
            waiters.pollNow();
        }
    }

    /**
     * Records that notifications arrive. Only a notification of this node itself proves it, because a connection pool in front
     * of the database may drop notifications.
     */
    private void receivedFromMyself() {
        if (!receiving) {
            receiving = true;
            worker.hearsOthers(true);
            waiters.pollNow();
        }
    }

    private synchronized boolean pause() {
        try {
            if (!stopped) {
                wait(PAUSE_MILLIS);
            }
            return !stopped;
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** Stops receiving and sending notifications. */
    public void stop() {
        synchronized (this) {
            stopped = true;
            notifyAll();
        }
        notifier.stop();
        channel.stopListening();
    }
}
