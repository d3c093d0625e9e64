package io.quarkiverse.activities.workflow.runtime.runner;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.runtime.execution.Outcome;
import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.runtime.replay.ActivityOutcome;
import io.quarkiverse.activities.workflow.runtime.replay.Arrival;
import io.quarkiverse.activities.workflow.runtime.replay.JournalFormatException;
import io.quarkiverse.activities.workflow.runtime.store.RunMaterial;
import io.quarkiverse.activities.workflow.runtime.store.StoredMessage;
import io.quarkiverse.activities.workflow.runtime.store.StoredOutcome;

/** The arrivals of a run: those to deliver, or for a replay those that the references in the journal name. */
final class PendingArrivals {

    private record Timed(Instant time, Arrival arrival, Long message) {
    }

    private final Map<String, Arrival> byReference = new HashMap<>();
    private final List<Timed> outcomes = new ArrayList<>();
    private final List<Timed> messages = new ArrayList<>();

    PendingArrivals(RunMaterial material) {
        for (StoredOutcome closed : material.outcomes()) {
            Arrival arrival = new Arrival.ActivityClosed(closed.number(), outcome(closed));
            byReference.put(arrival.reference(), arrival);
            outcomes.add(new Timed(closed.closedAt(), arrival, null));
        }
        for (StoredMessage message : material.messages()) {
            Arrival arrival = arrival(message);
            byReference.put(arrival.reference(), arrival);
            if (message.takenTurn() == null) {
                messages.add(new Timed(message.sentAt(), arrival, message.id()));
            }
        }
    }

    private static ActivityOutcome outcome(StoredOutcome closed) {
        Outcome outcome = closed.outcome();
        return closed.status() == ActivityStatus.COMPLETED ? new ActivityOutcome.Completed(outcome.result())
                : closed.status() == ActivityStatus.CANCELED ? new ActivityOutcome.Canceled()
                        : new ActivityOutcome.Failed(outcome.retryState(), outcome.failure());
    }

    private static Arrival arrival(StoredMessage message) {
        return switch (message.kind()) {
            case SIGNAL -> new Arrival.Signaled(message.id(), message.name(), Payload.ofNullable(message.payload()));
            case UPDATE -> new Arrival.UpdateRequested(message.id(), message.name(), Payload.ofNullable(message.payload()));
            case CANCEL -> new Arrival.CancelRequested(message.name());
            case DELIVERED -> new Arrival.Delivered(Integer.parseInt(message.name()), true);
            case NOT_DELIVERED -> new Arrival.Delivered(Integer.parseInt(message.name()), false);
            case RESET -> new Arrival.Reset(message.runId().toString());
            case CHILD_STARTED -> ChildArrivals.started(message);
            case CHILD_NOT_STARTED -> ChildArrivals.notStarted(message);
            case CHILD_CLOSED -> ChildArrivals.closed(message);
        };
    }

    /**
     * {@return what the reference means}
     *
     * @throws JournalFormatException if it has been deleted
     */
    Arrival of(String reference) {
        Arrival arrival = byReference.get(reference);
        if (arrival == null) {
            throw new JournalFormatException("The journal refers to " + reference + ", which has been deleted");
        }
        return arrival;
    }

    /** The arrivals to deliver, in this order, and the messages among them. */
    record Delivery(List<Arrival> arrivals, List<Long> messages) {
    }

    /** {@return what has not been delivered yet, the earliest first} */
    Delivery undelivered(OpenCalls open, Instant now) {
        List<Timed> all = new ArrayList<>(messages);
        // Activities that closed in one transaction, because the run canceled them, in the order in which they were started
        outcomes.sort(Comparator.comparing(Timed::time)
                .thenComparing(outcome -> ((Arrival.ActivityClosed) outcome.arrival).number()));
        for (Timed outcome : outcomes) {
            if (open.isOpen(((Arrival.ActivityClosed) outcome.arrival).number())) {
                all.add(outcome);
            }
        }
        open.timers().forEach((number, due) -> {
            if (!due.isAfter(now)) {
                all.add(new Timed(due, new Arrival.TimerFired(number), null));
            }
        });
        all.sort(Comparator.comparing(Timed::time));
        List<Arrival> arrivals = new ArrayList<>(all.size());
        List<Long> delivered = new ArrayList<>(messages.size());
        for (Timed one : all) {
            arrivals.add(one.arrival);
            if (one.message != null) {
                delivered.add(one.message);
            }
        }
        return new Delivery(arrivals, delivered);
    }
}
