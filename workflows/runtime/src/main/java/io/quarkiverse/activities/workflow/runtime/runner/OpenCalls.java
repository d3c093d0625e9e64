package io.quarkiverse.activities.workflow.runtime.runner;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.quarkiverse.activities.workflow.runtime.replay.Decision;
import io.quarkiverse.activities.workflow.runtime.replay.JournalLine;

/** The timers, activities and children that a run waits for, as its Workflow Tasks have left them. */
final class OpenCalls {

    private final Map<Integer, Instant> timers = new TreeMap<>();
    private final Set<Integer> activities = new TreeSet<>();
    private final Set<Integer> children = new HashSet<>();
    private Instant latest;

    /** Follows a Workflow Task. */
    void follow(JournalLine line, List<Decision> decisions) {
        latest = line.end();
        for (String arrival : line.arrivals()) {
            switch (arrival.charAt(0)) {
                case 't' -> timers.remove(number(arrival));
                case 'a' -> activities.remove(number(arrival));
                case 'c', 'n' -> children.remove(number(arrival));
                default -> {
                }
            }
        }
        for (Decision decision : decisions) {
            if (decision instanceof Decision.StartTimer timer) {
                timers.put(timer.number(), latest.plus(timer.duration()));
            } else if (decision instanceof Decision.CancelTimer cancel) {
                timers.remove(cancel.target());
            } else if (decision instanceof Decision.StartChild child) {
                children.add(child.number());
            } else if (decision instanceof Decision.ScheduleActivity schedule) {
                activities.add(schedule.number());
            }
        }
    }

    private static int number(String arrival) {
        return Integer.parseInt(arrival.substring(1));
    }

    /** {@return whether the outcome of this activity was not delivered} */
    boolean isOpen(int activity) {
        return activities.contains(activity);
    }

    /** {@return the activities whose outcomes were not delivered} */
    List<Integer> activities() {
        return new ArrayList<>(activities);
    }

    /** {@return whether there are children whose end was not delivered} */
    boolean hasChildren() {
        return !children.isEmpty();
    }

    /** {@return how many activities there are whose outcomes were not delivered} */
    int openActivities() {
        return activities.size();
    }

    /** {@return how many children there are whose end was not delivered} */
    int children() {
        return children.size();
    }

    /** {@return when each timer is due} */
    Map<Integer, Instant> timers() {
        return timers;
    }

    /** {@return when the next timer is due, or null} */
    Instant nextTimer() {
        return timers.values().stream().min(Instant::compareTo).orElse(null);
    }

    /** {@return the time, but not before the latest Workflow Task} */
    Instant notBefore(Instant time) {
        return latest == null || time.isAfter(latest) ? time : latest;
    }
}
