package io.quarkiverse.activities.runtime.notify;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import io.quarkiverse.activities.runtime.execution.Signal;

/** What one node tells the others. As text it names the node that says it, and what another build does not know it ignores. */
sealed interface Notification {

    /** The sender listens from now on, and hears itself say so. */
    record Hello() implements Notification {
    }

    /** A task of this queue, with this dispatch time or a later one, can be taken after this time from now. */
    record TaskDue(String taskQueue, Instant dispatchTime, Duration delay) implements Notification {
    }

    /** The attempt with this fence, which that node runs, must hear something. */
    record AttemptSignal(UUID owner, UUID run, int fence, Signal signal) implements Notification {
    }

    /** For a while the sender wants to be told when executions close. */
    record ResultsAwaited() implements Notification {
    }

    /** Executions have closed, and this node wanted to be told. */
    record ResultsThere(UUID awaitedBy) implements Notification {
    }

    /** A notification as it arrives. */
    record Received(UUID sender, Notification notification) {
    }

    default String text(UUID sender) {
        String head = sender + " ";
        if (this instanceof TaskDue due) {
            return head + "due " + due.delay().toNanos() / 1_000 + " " + due.dispatchTime() + " " + due.taskQueue();
        }
        if (this instanceof AttemptSignal signal) {
            return head + "signal " + signal.owner() + " " + signal.run() + " " + signal.fence() + " " + signal.signal();
        }
        if (this instanceof ResultsThere there) {
            return head + "closed " + there.awaitedBy();
        }
        return head + (this instanceof Hello ? "hello" : "awaits");
    }

    /** {@return the notification, or empty for a text that this build does not understand} */
    static Optional<Received> read(String text) {
        try {
            // The name of a queue may have spaces, so it is last
            String[] words = text.split(" ", 4);
            Notification notification = switch (words[1]) {
                case "due" -> {
                    String[] rest = words[3].split(" ", 2);
                    yield new TaskDue(rest[1], Instant.parse(rest[0]),
                            Duration.ofNanos(Long.parseLong(words[2]) * 1_000));
                }
                case "signal" -> {
                    String[] rest = words[3].split(" ");
                    yield new AttemptSignal(UUID.fromString(words[2]), UUID.fromString(rest[0]), Integer.parseInt(rest[1]),
                            Signal.valueOf(rest[2]));
                }
                case "hello" -> new Hello();
                case "awaits" -> new ResultsAwaited();
                case "closed" -> new ResultsThere(UUID.fromString(words[2]));
                default -> null;
            };
            return notification == null ? Optional.empty()
                    : Optional.of(new Received(UUID.fromString(words[0]), notification));
        } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }
}
