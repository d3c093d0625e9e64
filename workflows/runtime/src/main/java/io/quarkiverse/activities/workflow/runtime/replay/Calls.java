package io.quarkiverse.activities.workflow.runtime.replay;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The calls of a run that are open, by their numbers. */
final class Calls {

    private final Map<Integer, ActivityMachine> activities = new HashMap<>();
    private final Map<Integer, TimerMachine> timers = new HashMap<>();
    private final Map<Integer, ChildMachine> children = new HashMap<>();
    private final Map<Integer, ExternalMachine> externals = new HashMap<>();
    private final Map<Integer, LocalMachine> locals = new TreeMap<>();
    private int lastLocal;

    /** @throws TaskFailure if the code has chosen an Activity Id for it that another open activity has */
    void opened(int number, ActivityMachine activity) {
        String id = activity.chosenId();
        if (id != null && activities.values().stream().anyMatch(open -> id.equals(open.chosenId()))) {
            throw new TaskFailure(new IllegalStateException("An activity of this run with the Activity Id '" + id
                    + "' is still open. Use another id, or wait until that activity has ended"));
        }
        activities.put(number, activity);
    }

    void opened(int number, TimerMachine timer) {
        timers.put(number, timer);
    }

    void opened(int number, ChildMachine child) {
        children.put(number, child);
    }

    void opened(int number, ExternalMachine external) {
        externals.put(number, external);
    }

    /** {@return the number of a new Local Activity} */
    int opened(LocalMachine local) {
        locals.put(++lastLocal, local);
        return lastLocal;
    }

    void closedTimer(int number) {
        timers.remove(number);
    }

    Map<Integer, LocalMachine> locals() {
        return locals;
    }

    /** {@return the Local Activity, which is closed by this} */
    LocalMachine takeLocal(int number) {
        return taken(locals.remove(number), "L" + number);
    }

    /** Tells the call that it has ended, or has made progress. */
    void deliver(Arrival arrival) {
        if (arrival instanceof Arrival.ActivityClosed closed) {
            taken(activities.remove(closed.number()), arrival.reference()).closed(closed.outcome());
        } else if (arrival instanceof Arrival.TimerFired fired) {
            taken(timers.remove(fired.number()), arrival.reference()).fired();
        } else if (arrival instanceof Arrival.ChildStarted started) {
            taken(children.get(started.number()), arrival.reference()).started(started.runId());
        } else if (arrival instanceof Arrival.ChildNotStarted refused) {
            taken(children.remove(refused.number()), arrival.reference()).notStarted();
        } else if (arrival instanceof Arrival.ChildClosed closed) {
            taken(children.remove(closed.number()), arrival.reference()).closed(closed.outcome());
        } else if (arrival instanceof Arrival.Delivered delivered) {
            taken(externals.remove(delivered.number()), arrival.reference()).delivered(delivered.found());
        } else {
            throw new IllegalArgumentException("Unknown arrival " + arrival);
        }
    }

    private static <T> T taken(T call, String reference) {
        if (call == null) {
            throw new DivergedException("the arrival " + reference, "has no open call for it");
        }
        return call;
    }
}
