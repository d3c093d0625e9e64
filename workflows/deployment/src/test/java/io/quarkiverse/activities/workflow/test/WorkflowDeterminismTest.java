package io.quarkiverse.activities.workflow.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.workflow.Deterministic;
import io.quarkiverse.activities.workflow.QueryMethod;
import io.quarkiverse.activities.workflow.SignalMethod;
import io.quarkiverse.activities.workflow.UpdateMethod;
import io.quarkiverse.activities.workflow.UpdateValidator;
import io.quarkiverse.activities.workflow.Workflow;
import io.quarkiverse.activities.workflow.WorkflowContext;
import io.quarkiverse.activities.workflow.WorkflowMethod;
import io.quarkus.test.QuarkusUnitTest;

/** The build fails if workflow code is not deterministic. {@code DeterminismCheckTest} has all that it looks for. */
class WorkflowDeterminismTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest().withApplicationRoot(jar -> {
    }).overrideConfigKey("quarkus.datasource.db-kind", "h2")
            .overrideConfigKey("quarkus.datasource.jdbc.url", "jdbc:h2:mem:workflow_determinism")
            .overrideConfigKey("quarkus.activities.workflows.deterministic-packages",
                    WorkflowDeterminismTest.class.getName() + "$Library")
            .setLogRecordPredicate(record -> record.getLoggerName().endsWith(".DeterminismProcessor"))
            .assertLogRecords(records -> assertThat(records).extracting(record -> String.valueOf(record.getMessage()))
                    .anyMatch(message -> message.contains("#now (WorkflowDeterminismTest.java:"))
                    .anyMatch(message -> message.contains("prints, and does so again in each replay (System.out)")))
            .assertException(WorkflowDeterminismTest::check);

    private static void check(Throwable thrown) {
        StringBuilder all = new StringBuilder();
        for (Throwable current = thrown; current != null; current = current.getCause()) {
            all.append(current.getMessage()).append('\n');
        }
        String text = all.toString().replace(WorkflowDeterminismTest.class.getName() + "$", "")
                .replaceAll("WorkflowDeterminismTest.java:\\d+", "L");
        assertThat(text).contains("put @Deterministic(\"why\") on its method or class",
                "Workflow Offending: Prices#today (L) reads the clock (Instant.now()); use workflow.now()\n"
                        + "    Offending#run\n"
                        + "    calls a lambda in Offending#run (L)\n"
                        + "    calls Prices#total (L)\n"
                        + "    may call Prices#today (L)\n"
                        + "    uses Instant.now() (L)\n",
                "Workflow Offending: Offending#Offending (L) gets a value that differs each time (UUID.randomUUID())",
                "Workflow Offending: Offending#signal (L) depends on the process and the machine (System.getenv())",
                "Workflow Offending: Offending#update (L) uses static state that can change (Offending.updates)",
                "Workflow Offending: Offending#check (L) blocks the thread (Thread.sleep())",
                "unexplained(): @Deterministic has no reason; say why")
                .doesNotContain("Offending#now", "#charge", "RuleBean", "Library", "#vouched", "System.out");
    }

    @Test
    void buildMustFail() {
        throw new AssertionError("the build should have failed");
    }

    static class Payments {

        @Activity
        String charge() {
            return Instant.now().toString();
        }
    }

    interface Rules {

        long today();
    }

    static class Prices implements Rules {

        private final Rules rules = this;

        long total() {
            return rules.today();
        }

        @Override
        public long today() {
            return Instant.now().toEpochMilli();
        }
    }

    static class FixedRules implements Rules {

        @Override
        public long today() {
            return 1;
        }
    }

    @ApplicationScoped
    static class RuleBean implements Rules {

        @Override
        public long today() {
            return System.currentTimeMillis();
        }
    }

    static class Library {

        static long time() {
            return System.nanoTime();
        }
    }

    @Workflow
    static class Offending {

        static int updates;

        private final WorkflowContext workflow;
        private final Payments payments;
        private final UUID id;

        Offending(WorkflowContext workflow, Payments payments) {
            this.workflow = workflow;
            this.payments = payments;
            id = UUID.randomUUID();
        }

        @WorkflowMethod
        String run() {
            workflow.async(() -> new Prices().total());
            workflow.step("now", () -> System.out.println(Instant.now()));
            System.out.println(Library.time());
            return payments.charge() + id + vouched() + unexplained();
        }

        @SignalMethod
        void signal() {
            workflow.upsertMemo("user", System.getenv("USER"));
        }

        @UpdateMethod
        void update() {
            updates++;
        }

        @UpdateValidator("update")
        void check() {
            try {
                Thread.sleep(1);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @QueryMethod
        Instant now() {
            return Instant.now();
        }

        @Deterministic("nobody uses its value")
        private Instant vouched() {
            return Instant.now();
        }

        @Deterministic(" ")
        private int unexplained() {
            return 1;
        }
    }
}
