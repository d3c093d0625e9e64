package io.quarkiverse.activities.workflow.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.agroal.api.AgroalDataSource;
import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.workflow.WorkflowClient;
import io.quarkiverse.activities.workflow.WorkflowHandle;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Prints what workflows cost. Not part of the build: {@code -Dworkflow.figures=true}. The figures depend on the machine;
 * compare those of one run.
 */
@EnabledIfSystemProperty(named = "workflow.figures", matches = "true")
class WorkflowFiguresTest {

    private static final int CALLERS = 16;

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.app("workflow_figures").withApplicationRoot(jar -> jar
            .addClasses(ShopActivities.class, ShopWorkflows.class, CodeWorkflow.class, TestDatabase.class))
            .overrideConfigKey("quarkus.activities.workflows.check-every", "0")
            .overrideConfigKey("quarkus.activities.workers.default.slots", "1000");

    @Inject
    WorkflowClient workflows;

    @Inject
    ActivityClient activities;

    @Inject
    AgroalDataSource dataSource;

    private interface Work {

        void run() throws Exception;
    }

    @Test
    void figures() throws Exception {
        sequentialSteps(50);
        double standalone = rate("standalone activities", 10_000, () -> standalone(10_000));
        ratio("sequential steps", standalone, sequentialSteps(250));
        ratio("workflows of one activity", standalone, rate("workflows of one activity", 3_000,
                () -> execute(3_000, i -> workflows.call("One", String.class, "o" + i).start())));
        ratio("local steps", standalone, rate("local steps", 5_000,
                () -> execute(500, i -> workflows.call("TenSteps", String.class, "s").start())));
        ratio("fan-out", standalone, rate("fan-out of 1,000", 3_000, () -> {
            for (int i = 0; i < 3; i++) {
                assertThat(workflows.call("FanOut", String.class, "1000").execute()).isEqualTo("1000");
            }
        }));
        latency();
    }

    private void standalone(int count) throws Exception {
        List<CompletionStage<?>> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(activities.call("Echo", String.class, "x" + i).executeAsync());
        }
        CompletableFuture.allOf(all.stream().map(CompletionStage::toCompletableFuture).toArray(CompletableFuture[]::new))
                .get();
    }

    private double sequentialSteps(int runs) throws Exception {
        long[] before = counters();
        int steps = runs * 40;
        double rate = rate("sequential steps, " + runs + " runs", steps,
                () -> execute(runs, i -> workflows.call("Long", String.class, "").start()));
        if (TestDatabase.isPostgresql()) {
            Thread.sleep(Duration.ofSeconds(2).toMillis()); // the server reports its counters once a second
            long[] after = counters();
            System.out.printf("FIGURE heap-only updates of runs: %.2f of %d (%.2f per step), WAL per step: %d bytes%n",
                    (after[1] - before[1]) / (double) (after[0] - before[0]), after[0] - before[0],
                    (after[0] - before[0]) / (double) steps, (after[2] - before[2]) / steps);
        }
        return rate;
    }

    private void latency() {
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            long begun = System.nanoTime();
            workflows.call("Long", String.class, "").execute();
            nanos.add((System.nanoTime() - begun) / 41);
        }
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf("FIGURE a step on an idle system: median %.2f ms, slowest %.2f ms%n",
                sorted[sorted.length / 2] / 1e6, sorted[sorted.length - 1] / 1e6);
    }

    private void execute(int count, IntFunction<WorkflowHandle<?>> one) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try {
            List<Future<WorkflowHandle<?>>> started = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int number = i;
                started.add(callers.submit(() -> one.apply(number)));
            }
            for (Future<WorkflowHandle<?>> each : started) {
                each.get().result();
            }
        } finally {
            callers.shutdown();
        }
    }

    private static double rate(String what, int count, Work work) throws Exception {
        long begun = System.nanoTime();
        work.run();
        double rate = count * 1e9 / (System.nanoTime() - begun);
        System.out.printf("FIGURE %s: %.0f/s%n", what, rate);
        return rate;
    }

    private static void ratio(String what, double standalone, double rate) {
        System.out.printf("FIGURE %s: %.2f of standalone%n", what, rate / standalone);
    }

    /** {@return updates and heap-only updates of runs, and the position in the WAL} */
    private long[] counters() throws SQLException {
        if (!TestDatabase.isPostgresql()) {
            return new long[3];
        }
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT n_tup_upd, n_tup_hot_upd,"
                        + " pg_current_wal_lsn() - '0/0'::pg_lsn FROM pg_stat_user_tables"
                        + " WHERE relname = 'workflow_execution'")) {
            row.next();
            return new long[] { row.getLong(1), row.getLong(2), row.getLong(3) };
        }
    }
}
