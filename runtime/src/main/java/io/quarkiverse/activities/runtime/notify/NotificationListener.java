package io.quarkiverse.activities.runtime.notify;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.quarkiverse.activities.runtime.client.handle.Waiters;
import io.quarkiverse.activities.runtime.node.Node;
import io.quarkiverse.activities.runtime.notify.Notification.AttemptSignal;
import io.quarkiverse.activities.runtime.notify.Notification.Received;
import io.quarkiverse.activities.runtime.notify.Notification.ResultsAwaited;
import io.quarkiverse.activities.runtime.notify.Notification.ResultsThere;
import io.quarkiverse.activities.runtime.notify.Notification.TaskDue;
import io.quarkiverse.activities.runtime.store.node.NodeChannel;
import io.quarkiverse.activities.runtime.worker.Worker;

/**
 * Hears what other nodes tell, on a thread and a connection of its own, and hands it on. When the connection breaks it listens
 * anew, and until then this node polls as often as if there were nothing to listen to.
 */
@Singleton
public class NotificationListener {

    private static final Logger LOG = Logger.getLogger(NotificationListener.class);
    private static final long PAUSE_MILLIS = 1_000;

    private final NodeChannel channel;
    private final Notifier notifier;
    private final Node node;
    private final Worker worker;
    private final Waiters waiters;
    private boolean hears;
    private boolean stopped;

    NotificationListener(NodeChannel channel, Notifier notifier, Node node, Worker worker, Waiters waiters) {
        this.channel = channel;
        this.notifier = notifier;
        this.node = node;
        this.worker = worker;
        this.waiters = waiters;
    }

    /** Listens and tells from now on, where the database has a channel for that. */
    public void start() {
        if (channel.isThere()) {
            waiters.whileAwaiting(notifier::resultsAwaitedHere);
            notifier.start();
            Thread thread = new Thread(this::run, "activities-listener");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void run() {
        do {
            try {
                channel.listen(notifier::hello, this::hear);
            } catch (RuntimeException e) {
                LOG.debug("This node hears no others: it polls until it does again", e);
            }
            hears = false;
            worker.hearsOthers(false);
        } while (pause());
    }

    private void hear(String text) {
        Received received = Notification.read(text).orElse(null);
        if (received == null) {
            return;
        }
        if (received.sender().equals(node.id())) {
            heardMyself();
            return;
        }
        Notification said = received.notification();
        if (said instanceof TaskDue due) {
            worker.wake(due.taskQueue(), due.dispatchTime(), due.delay());
        } else if (said instanceof AttemptSignal signal && signal.owner().equals(node.id())) {
            worker.hear(signal.run(), signal.fence(), signal.signal());
        } else if (said instanceof ResultsAwaited) {
            notifier.resultsAwaitedBy(received.sender());
        } else if (said instanceof ResultsThere there && there.awaitedBy().equals(node.id())) {
            waiters.pollNow();
        }
    }

    /** Only this proves that others are heard: a pool between here and the server may swallow what they say. */
    private void heardMyself() {
        if (!hears) {
            hears = true;
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

    /** Hears and tells no more. */
    public void stop() {
        synchronized (this) {
            stopped = true;
            notifyAll();
        }
        notifier.stop();
        channel.stopListening();
    }
}
