package io.quarkiverse.activities.workflow.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigInteger;
import java.time.Duration;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.workflow.WorkflowHandle;
import io.quarkiverse.activities.workflow.runtime.config.WorkflowsRuntimeConfig;
import io.quarkiverse.activities.workflow.runtime.config.WorkflowsRuntimeConfig.LimitsConfig;
import io.quarkiverse.activities.workflow.runtime.runner.WorkflowRunner;
import io.quarkus.runtime.configuration.MemorySize;

/** W57: limits of a run, in the application of {@link WorkflowRepairTest}, which has low ones. */
abstract class WorkflowLimits extends WorkflowChecks {

    @Inject
    WorkflowRunner runner;

    @Inject
    WorkflowsRuntimeConfig config;

    private static String blocked(WorkflowHandle<?> handle) {
        await().atMost(Duration.ofSeconds(30)).until(() -> handle.describe().blocked());
        return handle.describe().taskFailure().orElseThrow();
    }

    @Test
    void aLongJournalIsWarnedOf() {
        assertThat(start("Looping", "40").result()).isEqualTo("done"); // see the log records of APP
    }

    @Test
    void aRunWithATooLongJournalIsBlockedUntilTheLimitIsRaised() {
        WorkflowHandle<String> handle = start("Looping", "70");
        assertThat(blocked(handle)).contains("101 journal entries, more than the limit of 100")
                .contains("Raise quarkus.activities.workflows.limits.journal-entries").contains("continue as new");
        assertThat(handle.describe().tasks()).isEqualTo(50);
        runner.limits(new Raised());
        try {
            handle.retryTask();
            assertThat(handle.result()).isEqualTo("done");
        } finally {
            runner.limits(config.limits());
        }
    }

    private record Raised() implements LimitsConfig {

        private static final MemorySize LARGE = new MemorySize(BigInteger.valueOf(1_000_000));

        @Override
        public int journalEntriesWarning() {
            return 1_000;
        }

        @Override
        public int journalEntries() {
            return 1_000;
        }

        @Override
        public MemorySize journalSizeWarning() {
            return LARGE;
        }

        @Override
        public MemorySize journalSize() {
            return LARGE;
        }

        @Override
        public int signals() {
            return 1_000;
        }

        @Override
        public int openActivities() {
            return 1_000;
        }

        @Override
        public int openChildren() {
            return 1_000;
        }
    }

    @Test
    void otherLimitsBlockToo() {
        WorkflowHandle<String> activities = start("Calling", "21");
        assertThat(blocked(activities)).contains("21 open activities, more than the limit of 20")
                .contains("limits.open-activities");
        WorkflowHandle<String> children = start("Bearing", "4");
        assertThat(blocked(children)).contains("4 open children, more than the limit of 3").contains("limits.open-children");
        WorkflowHandle<String> signaled = start("Words", "many signals");
        for (int i = 0; i < 31; i++) {
            signaled.signal("word", "x");
        }
        assertThat(blocked(signaled)).contains("signals, more than the limit of 30").contains("limits.signals");
        activities.terminate("the test is over");
        children.terminate("the test is over");
        signaled.terminate("the test is over");
    }
}
