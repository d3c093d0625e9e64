package io.quarkiverse.activities.runtime.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.execution.AttemptRef;
import io.quarkiverse.activities.runtime.execution.Event;
import io.quarkiverse.activities.runtime.execution.Signal;
import io.quarkiverse.activities.runtime.execution.Transition;
import io.quarkiverse.activities.runtime.store.value.Change;
import io.quarkiverse.activities.runtime.store.value.Completion;
import io.quarkiverse.activities.runtime.store.value.HeartbeatWrite;
import io.quarkiverse.activities.runtime.store.value.RunRef;
import io.quarkiverse.activities.runtime.store.value.Verdict;
import io.quarkiverse.activities.spi.Payload;

/** Writes the reports of many attempts in one batch. A hot statement applies most of them; the locked path decides the rest. */
@Singleton
public class AttemptReports {

    private final ActivityStore store;

    AttemptReports(ActivityStore store) {
        this.store = store;
    }

    /** {@return for each completion, in order, whether its attempt was current; null if it must be tried again} */
    public List<Boolean> complete(List<Completion> completions) {
        return answers(completions, Completion::runId, store.complete(completions), true, ActivityStore::change,
                verdict -> verdict.transition() instanceof Transition.Applied);
    }

    /** {@return for each heartbeat, in order, the signal for its attempt; null if it must be tried again} */
    public List<Signal> heartbeat(List<HeartbeatWrite> heartbeats) {
        return answers(heartbeats, HeartbeatWrite::runId, store.heartbeat(heartbeats), Signal.NONE, AttemptReports::change,
                verdict -> verdict.transition() instanceof Transition.Applied applied ? applied.heartbeatFlag() : Signal.GONE);
    }

    /** {@return the decisions about other reports, in order} */
    public List<Verdict> decide(List<Change> changes) {
        return store.report(changes);
    }

    /** {@return those of the runs whose rows another transaction has locked, so that reports of them would wait} */
    public Set<UUID> locked(Collection<UUID> runs) {
        return store.locked(runs);
    }

    private static Change change(HeartbeatWrite write) {
        return new Change(RunRef.run(write.runId()),
                new Event.Heartbeat(AttemptRef.byToken(write.fence()), Payload.ofNullable(write.details())));
    }

    /**
     * @param done the runs that the hot statement updated
     * @param answerOfDone the answer for those runs
     */
    private <T, R> List<R> answers(List<T> reports, Function<T, UUID> run, Set<UUID> done, R answerOfDone,
            Function<T, Change> change, Function<Verdict, R> answer) {
        List<Change> others = new ArrayList<>();
        for (T report : reports) {
            if (!done.contains(run.apply(report))) {
                others.add(change.apply(report));
            }
        }
        List<Verdict> verdicts = others.isEmpty() ? List.of() : decide(others, !done.isEmpty());
        List<R> answers = new ArrayList<>(reports.size());
        int next = 0;
        for (T report : reports) {
            if (done.contains(run.apply(report))) {
                answers.add(answerOfDone);
            } else {
                Verdict verdict = verdicts.get(next++);
                answers.add(verdict == null ? null : answer.apply(verdict));
            }
        }
        return answers;
    }

    /**
     * @param othersAreWritten whether reports of the same batch have committed; if so, a failure must not repeat the batch
     * @return the verdicts; null for reports that must be tried again
     */
    private List<Verdict> decide(List<Change> changes, boolean othersAreWritten) {
        try {
            return store.report(changes);
        } catch (RuntimeException | Error e) {
            if (!othersAreWritten) {
                throw e;
            }
            return Collections.nCopies(changes.size(), null);
        }
    }
}
