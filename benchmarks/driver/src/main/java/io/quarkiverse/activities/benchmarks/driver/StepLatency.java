package io.quarkiverse.activities.benchmarks.driver;

import java.util.List;

/** Measures the time from one activity of a workflow to the next, on an idle node. */
final class StepLatency implements Measurement {

    private static final int WARM_UP = 3_000;

    @Override
    public List<String> figures() {
        return List.of("workflow.step.p50", "workflow.step.p99");
    }

    @Override
    public void round(Bench bench) throws Exception {
        try (ContestantProcess node = bench.start(Program.application("workflows"), bench.newDatabase(), List.of(),
                "stepLatency")) {
            node.run(WARM_UP);
            RunResult ran = node.run(bench.settings().steps);
            bench.results().add(figures().get(0), ran.figures().get("p50"));
            bench.results().add(figures().get(1), ran.figures().get("p99"));
        }
    }
}
