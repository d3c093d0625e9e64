package io.quarkiverse.activities.benchmarks.driver;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A bound for a figure, or for its ratio to another figure of the same run.
 *
 * @param factor the factor by which the figure is multiplied
 * @param to the figures whose maximum is the base of the ratio; empty for a plain figure
 */
record Goal(Figure figure, double factor, List<Figure> to, boolean atLeast, double bound) {

    /** The attempts of each failing activity. Each attempt counts. */
    private static final double ATTEMPTS = 3;

    static final List<Goal> ALL = List.of(
            ratio(Figure.START_ALL, 0.85, Figure.CEILING_500),
            ratio(Figure.START_ASYNC, 0.85, Figure.CEILING_500),
            ratio(Figure.START_64, 0.7, Figure.CEILING_64),
            ratio(Figure.JOINED_DELAYED, 0.8, Figure.BASELINE_JOINED),
            ratio(Figure.JOINED, 0.8, Figure.BOUND_JOINED),
            ratio(Figure.TRANSACTIONAL, 0.8, Figure.BOUND_TRANSACTIONAL),
            new Goal(Figure.FAILING, ATTEMPTS, List.of(Figure.CEILING_500), true, 0.4),
            ratio(Figure.START_ALL, 4, Figure.DB_SCHEDULER, Figure.JOBRUNR, Figure.DBOS),
            ratio(Figure.START_ALL, 13, Figure.JOBRUNR, Figure.DBOS),
            ratio(Figure.WITH_WORKFLOWS, 0.97, Figure.START_ALL),
            ratio(Figure.WORKFLOW_SEQUENTIAL, 0.4, Figure.START_ALL),
            ratio(Figure.WORKFLOW_ONE, 0.15, Figure.START_ALL),
            ratio(Figure.WORKFLOW_LOCAL, 1.5, Figure.START_ALL),
            ratio(Figure.WORKFLOW_FAN_OUT, 0.5, Figure.START_ALL),
            ratio(Figure.WORKFLOW_THREE, 10, Figure.DBOS_THREE),
            atMost(Figure.WORKFLOW_STEP_P50, 3),
            atMost(Figure.WORKFLOW_STEP_P99, 15),
            atMost(Figure.WORKFLOW_WAL, 2_867),
            atLeast(Figure.WORKFLOW_HOT, 0.9),
            atLeast(Figure.WORKFLOW_RESUME, 3_000),
            atMost(Figure.WORKFLOW_SLEEPERS_LATE, 40),
            atLeast(Figure.WORKFLOW_AGED, 0.9),
            atLeast(Figure.WORKFLOW_PINNED, 0.75),
            ratio(Figure.COLD, 0.3, Figure.START_ALL),
            ratio(Figure.COLD_AOT, 0.5, Figure.START_ALL_JDK25),
            atMost(Figure.PICKUP_SAME_P50, 1),
            atMost(Figure.PICKUP_OTHER_P50, 5),
            atMost(Figure.PICKUP_HALF_LOAD_P50, 2),
            atMost(Figure.PICKUP_HALF_LOAD_P99, 20),
            atMost(Figure.PICKUP_HALF_LOAD_64_P50, 2),
            atMost(Figure.PICKUP_HALF_LOAD_64_P99, 20),
            atMost(Figure.WAL_BYTES, 1_500),
            atMost(Figure.CPU_JVM, 0.010),
            atLeast(Figure.FLAT_HISTORY, 0.9),
            atLeast(Figure.FLAT_BACKLOG, 0.9),
            atLeast(Figure.FLAT_PINNED, 0.9),
            atLeast(Figure.FLAT_NODES, 0.85),
            atMost(Figure.FLAT_QUEUES, 1.2),
            atLeast(Figure.FLAT_RETENTION, 0.9),
            atLeast(Figure.HEARTBEAT_HOT, 0.9),
            atMost(Figure.IDLE_STATEMENTS, 2),
            atMost(Figure.IDLE_CONNECTIONS, 6),
            atMost(Figure.MEMORY_ADDED, 25),
            atMost(Figure.STARTUP_ADDED, 150));

    private static Goal ratio(Figure figure, double bound, Figure... to) {
        return new Goal(figure, 1, List.of(to), true, bound);
    }

    private static Goal atLeast(Figure figure, double bound) {
        return new Goal(figure, 1, List.of(), true, bound);
    }

    private static Goal atMost(Figure figure, double bound) {
        return new Goal(figure, 1, List.of(), false, bound);
    }

    /** {@return a description of the bounded value} */
    String name() {
        String times = factor == 1 ? figure.key : (int) factor + " × " + figure.key;
        return to.isEmpty() ? times : times + " / " + String.join(" or ", to.stream().map(other -> other.key).toList());
    }

    /** {@return the bounded value; empty if a figure is missing} */
    OptionalDouble value(Results results) {
        OptionalDouble own = results.median(figure.key);
        if (own.isEmpty() || to.isEmpty()) {
            return own;
        }
        List<OptionalDouble> others = to.stream().map(other -> results.median(other.key)).toList();
        if (others.stream().anyMatch(OptionalDouble::isEmpty)) {
            return OptionalDouble.empty();
        }
        double best = others.stream().mapToDouble(OptionalDouble::getAsDouble).max().orElseThrow();
        return OptionalDouble.of(factor * own.getAsDouble() / best);
    }

    boolean isMet(double value) {
        return atLeast ? value >= bound : value <= bound;
    }
}
