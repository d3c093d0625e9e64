package io.quarkiverse.activities.workflow.test;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.workflow.Workflow;
import io.quarkiverse.activities.workflow.WorkflowContext;
import io.quarkiverse.activities.workflow.WorkflowMethod;
import io.quarkiverse.activities.workflow.test.ApprovalWorkflow.Item;
import io.quarkiverse.activities.workflow.test.ApprovalWorkflow.Pricing;

class WorkflowReplayerTest {

    @Test
    void aJournalIsReplayedWithoutItsActivities() {
        TestWorkflowRun<ApprovalWorkflow, List<String>> run = TestWorkflowEnvironment.newInstance()
                .activities(Pricing.class, items -> 500).activity("Charge", call -> "paid")
                .start(ApprovalWorkflow.class, w -> w.buy(List.of(new Item("desk", 500))));
        int items = run.update(w -> w.add(new Item("chair", 90)));
        run.signal(w -> w.decide(items == 2));
        run.result();
        WorkflowReplayer.replay(ApprovalWorkflow.class, run.exportJournal());
        assertThatThrownBy(() -> WorkflowReplayer.replay(Changed.class, run.exportJournal())).isInstanceOf(AssertionError.class)
                .hasMessageContaining("does not fit its journal").hasMessageContaining("Line 1");
        assertThatThrownBy(() -> WorkflowReplayer.replay(Other.class, run.exportJournal()))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("Approval");
    }

    @Workflow(name = "Approval")
    static class Changed {

        private final WorkflowContext workflow;

        Changed(WorkflowContext workflow) {
            this.workflow = workflow;
        }

        @WorkflowMethod
        String buy(List<Item> items) {
            return workflow.activity("Refuse", String.class).execute();
        }
    }

    @Workflow
    static class Other {

        @WorkflowMethod
        String run() {
            return "";
        }
    }
}
