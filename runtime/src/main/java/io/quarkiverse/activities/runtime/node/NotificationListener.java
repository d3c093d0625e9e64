package io.quarkiverse.activities.runtime.node;

import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.quarkiverse.activities.runtime.execution.Signal;
import io.quarkiverse.activities.runtime.node.Notification.AttemptSignal;
import io.quarkiverse.activities.runtime.node.Notification.Received;
import io.quarkiverse.activities.runtime.node.Notification.ResultsAwaited;
import io.quarkiverse.activities.runtime.node.Notification.ResultsThere;
import io.quarkiverse.activities.runtime.node.Notification.TaskDue;
import io.quarkiverse.activities.runtime.store.NodeChannel;

/** Hears what other nodes tell, on a thread and a connection of its own. When that breaks it listens anew. */
@Singleton
public class NotificationListener {

    private static final Logger LOG = Logger.getLogger(NotificationListener.class);
    private static final long PAUSE_MILLIS = 1_000;

    /** Who is told. Called on the listening thread, so it only hands over. */
    public interface Hearer {

        /** A task of this queue can be taken after this time. */
        void due(String taskQueue, Duration delay);

        /** An attempt, which may run here, must hear something. */
        void signal(UUID run, int fence, Signal signal);

        /** Executions have closed whose results may be awaited here. */
        void resultsThere();

        /** This node listens from now on; what was told before may have been missed. */
        void listening();
    }

    private final NodeChannel channel;
    private final Notifier notifier;
    private final Node node;
    private Thread thread;
    private volatile boolean stopped;
    private volatile boolean listening;

    NotificationListener(NodeChannel channel, Notifier notifier, Node node) {
        this.channel = channel;
        this.notifier = notifier;
        this.node = node;
    }

    /** Listens, where the database has a channel for that. */
    public void start(Hearer hearer) {
        if (channel.isThere()) {
            thread = new Thread(() -> run(hearer), "activities-listener");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** {@return whether this node hears what others tell: then it need not look so often} */
    public boolean isListening() {
        return listening;
    }

    private void run(Hearer hearer) {
        while (!stopped) {
            try {
                channel.listen(() -> {
                    listening = true;
                    hearer.listening();
                }, text -> hear(hearer, text));
            } catch (SQLException | RuntimeException e) {
                LOG.debug("Listening to other nodes was cut off: this node polls until it listens again", e);
            }
            listening = false;
            pause();
        }
    }

    private void hear(Hearer hearer, String text) {
        Received received = Notification.read(text).orElse(null);
        if (received == null || received.sender().equals(node.id())) {
            return;
        }
        Notification said = received.notification();
        if (said instanceof TaskDue due) {
            hearer.due(due.taskQueue(), due.delay());
        } else if (said instanceof AttemptSignal signal && signal.owner().equals(node.id())) {
            hearer.signal(signal.run(), signal.fence(), signal.signal());
        } else if (said instanceof ResultsAwaited) {
            notifier.awaitedBy(received.sender());
        } else if (said instanceof ResultsThere there && there.awaitedBy().equals(node.id())) {
            hearer.resultsThere();
        }
    }

    private synchronized void pause() {
        try {
            if (!stopped) {
                wait(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            stopped = true;
        }
    }

    /** Hears no more. */
    public void stop() {
        synchronized (this) {
            stopped = true;
            notifyAll();
        }
        channel.stopListening();
    }
}
