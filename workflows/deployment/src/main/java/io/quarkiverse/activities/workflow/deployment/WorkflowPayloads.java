package io.quarkiverse.activities.workflow.deployment;

import java.util.Map;
import java.util.Set;

import io.quarkiverse.activities.workflow.ChildHandle;
import io.quarkiverse.activities.workflow.ExternalWorkflow;
import io.quarkiverse.activities.workflow.WorkflowCall;
import io.quarkiverse.activities.workflow.WorkflowClient;
import io.quarkiverse.activities.workflow.WorkflowContext;
import io.quarkiverse.activities.workflow.WorkflowDescription;
import io.quarkiverse.activities.workflow.WorkflowHandle;

/** The methods of the API that convert values of types that no method of a workflow or an activity declares. */
final class WorkflowPayloads {

    static final Map<Class<?>, Set<String>> METHODS = Map.of(
            WorkflowContext.class,
            Set.of("activity", "child", "continueAsNew", "local", "localStep", "memo", "publish", "sideEffect", "step",
                    "transactionalStep", "upsertMemo"),
            ChildHandle.class, Set.of("signal"),
            ExternalWorkflow.class, Set.of("signal"),
            WorkflowCall.class, Set.of("memo", "signalWithStart", "startUpdateWithStart", "updateWithStart"),
            WorkflowClient.class, Set.of("call", "handle"),
            WorkflowDescription.class, Set.of("canceledResult", "memo", "published"),
            WorkflowHandle.class, Set.of("query", "signal", "startUpdate", "update"));

    private WorkflowPayloads() {
    }
}
