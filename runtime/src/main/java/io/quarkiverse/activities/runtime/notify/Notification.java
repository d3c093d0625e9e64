package io.quarkiverse.activities.runtime.notify;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import io.quarkiverse.activities.runtime.execution.Signal;

/**
 * A message from one node to the others. Its text begins with the id of the sender. A node ignores texts that it does not
 * understand, which may come from another version.
 */
sealed interface Notification {

    /** The sender has begun to listen. When it receives its own message, it knows that the channel works. */
    record Hello() implements Notification {
    }

    /** A task of this queue, with this dispatch time or a later one, can be claimed after this delay from now. */
    record TaskDue(String taskQueue, Instant dispatchTime, Duration delay) implements Notification {
    }

    /** The owner must signal the attempt with this fence. */
    record AttemptSignal(UUID owner, UUID run, int fence, Signal signal) implements Notification {
    }

    /** The sender asks for a {@link ResultsThere} when executions close, for a limited time. */
    record ResultsAwaited() implements Notification {
    }

    /** Executions have closed, and the node {@code awaitedBy} has asked for this message. */
    record ResultsThere(UUID awaitedBy) implements Notification {
    }

    /** Something has arrived for a run of a workflow, which another node may have in memory. */
    record RunArrived(UUID run) implements Notification {
    }

    /** A notification and its sender. */
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
        if (this instanceof RunArrived arrived) {
            return head + "arrived " + arrived.run();
        }
        if (this instanceof ResultsThere there) {
            return head + "closed " + there.awaitedBy();
        }
        return head + (this instanceof Hello ? "hello" : "awaits");
    }

    /** {@return the notification, or empty if this version does not understand the text} */
    static Optional<Received> read(String text) {
        try {
            // The name of a queue comes last because it may contain spaces
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
                case "arrived" -> new RunArrived(UUID.fromString(words[2]));
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
