package io.quarkiverse.activities.workflow.runtime.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.quarkiverse.activities.runtime.store.value.NewExecution;
import io.quarkiverse.activities.runtime.store.value.Verdict;

/** The work that follows a committed transaction. If the process ends before it is done, the sweep of some node does it. */
final class Aftermath {

    private final List<Verdict> verdicts = new ArrayList<>();
    private final Set<UUID> woken = new LinkedHashSet<>();
    private final Set<UUID> outboxes = new LinkedHashSet<>();
    private final List<UUID> started = new ArrayList<>();
    private final List<RunFollowUps.Terminated> terminated = new ArrayList<>();

    private final Map<NewExecution, Instant> activities = new HashMap<>();

    /** The transaction is tried again. */
    void clear() {
        verdicts.clear();
        woken.clear();
        outboxes.clear();
        started.clear();
        terminated.clear();
        activities.clear();
    }

    /** A message was written for this run. */
    void wake(UUID run) {
        woken.add(run);
    }

    /** Something was written to the outbox of this run. */
    void deliver(UUID run) {
        outboxes.add(run);
    }

    void started(UUID run) {
        started.add(run);
    }

    /** An activity runs again. */
    void started(NewExecution activity, Instant scheduled) {
        activities.put(activity, scheduled);
    }

    /** A run was terminated because of what happened to another one. */
    void terminated(RunRow run, String reason) {
        terminated.add(new RunFollowUps.Terminated(run, reason));
    }

    /** {@return what was decided about activities} */
    List<Verdict> verdicts() {
        return verdicts;
    }

    RunFollowUps followUps() {
        return new RunFollowUps(List.copyOf(woken), List.copyOf(outboxes), List.copyOf(started),
                List.copyOf(terminated), Map.copyOf(activities));
    }
}
