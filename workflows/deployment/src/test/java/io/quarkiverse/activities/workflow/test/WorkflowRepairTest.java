package io.quarkiverse.activities.workflow.test;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

/** Runs that have gone wrong, and what people do about them. */
@Tag("each-database")
@Timeout(60)
class WorkflowRepairTest extends WorkflowChecks {

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.app("workflow_repairs").withApplicationRoot(jar -> jar
            .addClasses(ShopActivities.class, RepairWorkflows.class, CodeWorkflow.class, VotingWorkflow.class,
                    VotingWorkflow.Vote.class, WorkflowResets.class, WorkflowPauses.class, WorkflowChecks.class, TestDatabase.class));
}
