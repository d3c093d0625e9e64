package io.quarkiverse.activities.workflow.runtime.runner;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.function.Supplier;

import io.quarkiverse.activities.workflow.runtime.runner.ProtocolInvariants.Violation;
import io.quarkiverse.activities.workflow.runtime.runner.ProtocolSteps.Step;

/** Visits every state that the protocol can reach, the nearest first, so that the trace of a violation is short. */
final class ProtocolExploration {

    /** How a state was reached. */
    private record Way(String step, Way before) {
    }

    private record Reached(ProtocolState state, Way way) {
    }

    private final Protocol protocol;
    /** Hashes of the states: that two of a million states share one of 64 bits has a chance of one in thirty million. */
    private final Set<Long> known = new HashSet<>();
    private long steps;
    private int ends;

    ProtocolExploration(Protocol protocol) {
        this.protocol = protocol;
    }

    /**
     * Explores everything that follows from a state.
     *
     * @throws Violation if an invariant does not hold in one of the states, with the steps that lead there
     */
    void explore(ProtocolState start) {
        Queue<Reached> next = new ArrayDeque<>();
        next.add(new Reached(start, new Way("start", null)));
        known.add(hash(start));
        Reached current;
        while ((current = next.poll()) != null) {
            Way way = current.way;
            ProtocolState state = current.state;
            List<Step> all = checked(way, () -> ProtocolSteps.after(protocol, state));
            if (all.isEmpty()) {
                ends++;
                checked(way, () -> ProtocolInvariants.checkEnd(state));
            }
            for (Step step : all) {
                steps++;
                if (known.add(hash(step.next()))) {
                    Way longer = new Way(step.name(), way);
                    next.add(new Reached(step.next(), longer));
                    checked(longer, () -> ProtocolInvariants.check(step.next(), new ProtocolDatabase(protocol, step.next())));
                }
            }
        }
    }

    private static long hash(ProtocolState state) {
        String key = state.key();
        long hash = 1_125_899_906_842_597L;
        for (int i = 0; i < key.length(); i++) {
            hash = 31 * hash + key.charAt(i);
            hash ^= hash >>> 29;
        }
        return hash;
    }

    private static void checked(Way way, Runnable check) {
        checked(way, () -> {
            check.run();
            return null;
        });
    }

    private static <T> T checked(Way way, Supplier<T> work) {
        try {
            return work.get();
        } catch (Violation violation) {
            throw new Violation(violation.getMessage(), trace(way));
        }
    }

    private static String trace(Way last) {
        List<String> names = new ArrayList<>();
        for (Way way = last; way != null; way = way.before) {
            names.add(way.step);
        }
        Collections.reverse(names);
        return ":\n  " + String.join("\n  ", names);
    }

    int states() {
        return known.size();
    }

    long steps() {
        return steps;
    }

    int ends() {
        return ends;
    }
}
