package io.quarkiverse.activities.workflow.test;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

/** Runs that have gone wrong, and what people do about them. */
@Tag("each-database")
@Timeout(60)
class WorkflowRepairTest extends WorkflowLimits {

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.app("workflow_repairs").withApplicationRoot(jar -> jar
            .addClasses(ShopActivities.class, RepairWorkflows.class, CodeWorkflow.class, VotingWorkflow.class,
                    VotingWorkflow.Vote.class, WorkflowLimits.class, WorkflowResets.class, WorkflowPauses.class,
                    WorkflowChecks.class, TestDatabase.class))
            .overrideRuntimeConfigKey("quarkus.activities.workflows.limits.journal-entries-warning", "60")
            .overrideRuntimeConfigKey("quarkus.activities.workflows.limits.journal-entries", "100")
            .overrideRuntimeConfigKey("quarkus.activities.workflows.limits.signals", "30")
            .overrideRuntimeConfigKey("quarkus.activities.workflows.limits.open-activities", "20")
            .overrideRuntimeConfigKey("quarkus.activities.workflows.limits.open-children", "3")
            .setLogRecordPredicate(record -> record.getMessage().contains("It is blocked at"))
            .assertLogRecords(records -> assertThat(records).extracting(record -> record.getParameters()[0])
                    .containsOnly("Looping"));
}
