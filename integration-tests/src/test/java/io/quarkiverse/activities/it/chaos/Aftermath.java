package io.quarkiverse.activities.it.chaos;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkiverse.activities.it.ActivitiesResource.FailedAttempt;
import io.quarkiverse.activities.it.chaos.Traces.Closed;

/** What is left when all executions are closed: the traces, and the attempts that timed out. */
final class Aftermath {

    private static final String LOST = "worker lost";

    /** An attempt that timed out. */
    record TimedOut(String activityId, FailedAttempt attempt) {

        long pid() {
            return Long.parseLong(attempt.worker().substring(0, attempt.worker().indexOf('@')));
        }

        boolean isLost() {
            return attempt.message().equals(LOST);
        }
    }

    private final Journal journal;
    private final Traces traces;
    private final Map<String, List<FailedAttempt>> failed = new HashMap<>();
    private final List<TimedOut> timedOut = new ArrayList<>();

    Aftermath(Fleet fleet, Journal journal) {
        this.journal = journal;
        traces = new Traces(fleet.database());
        fleet.noteStandstills();
        traces.closed().forEach((id, runs) -> {
            if (runs.stream().anyMatch(Closed::failedBefore)) {
                failed.put(id, fleet.any().node().failedAttempts(id));
            }
        });
        failed.forEach((id, attempts) -> attempts.stream().filter(FailedAttempt::timedOut)
                .forEach(attempt -> timedOut.add(new TimedOut(id, attempt))));
    }

    Traces traces() {
        return traces;
    }

    List<TimedOut> timedOut() {
        return timedOut;
    }

    /** {@return the attempts of a closed execution that failed or timed out, oldest first} */
    List<FailedAttempt> failed(String activityId) {
        return failed.getOrDefault(activityId, List.of());
    }

    /**
     * {@return whether the attempt timed out because its node was harmed} An attempt of a node that has ended can also time out
     * by its heartbeats: if the database is away for longer than that, nobody finds out earlier that the node is lost.
     */
    boolean isExcused(TimedOut attempt) {
        return attempt.isLost() && journal.wasHarmed(attempt.pid(), attempt.attempt().endedTime())
                || journal.hasEnded(attempt.pid(), attempt.attempt().endedTime());
    }

    /** {@return whether a failure was injected into this node in this period} */
    boolean wasHarmed(long pid, Instant from, Instant to) {
        return journal.wasHarmed(pid, from, to);
    }

    /** {@return the attempts that timed out in this period and a lease afterwards, although their node was not harmed} */
    List<TimedOut> lostIn(Period period) {
        return timedOut.stream().filter(lost -> !lost.attempt().endedTime().isBefore(period.from())
                && !lost.attempt().endedTime().isAfter(period.to().plus(Fleet.LEASE)) && !isExcused(lost)).toList();
    }
}
