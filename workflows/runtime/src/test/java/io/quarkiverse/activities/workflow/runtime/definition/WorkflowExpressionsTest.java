package io.quarkiverse.activities.workflow.runtime.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.ActivityOption;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

class WorkflowExpressionsTest {

    private static final SmallRyeConfig CONFIG = new SmallRyeConfigBuilder()
            .withDefaultValues(Map.of("queue", "orders", "timeout", "30s", "slow", "soon")).build();

    @Test
    void expressionsAreExpanded() {
        WorkflowData workflow = workflow("${queue}", "${timeout}");
        WorkflowExpressions.expand(List.of(workflow), CONFIG);

        assertThat(workflow.getTaskQueue()).isEqualTo("orders");
        assertThat(workflow.getParameters().get(0).getOptions()).isEqualTo(Map.of(ActivityOption.START_TO_CLOSE_TIMEOUT, "30s",
                ActivityOption.RETRY_NON_RETRYABLE_TYPES, List.of("orders"), ActivityOption.PRIORITY, 2));
    }

    @Test
    void allProblemsAreReported() {
        List<WorkflowData> workflows = List.of(workflow("${missing}", "${slow}"), workflow("", "${alsoMissing}"));

        assertThatThrownBy(() -> WorkflowExpressions.expand(workflows, CONFIG)).isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll(
                        "Workflows cannot start: app.Orders: '${missing}' needs the property missing, which is not"
                                + " set; set it or write ${missing:a default}",
                        "app.Orders, stub of java.lang.Runnable: startToCloseTimeout 'soon' is not a duration",
                        "app.Orders, stub of java.lang.Runnable: '${alsoMissing}' needs the property alsoMissing");
    }

    private static WorkflowData workflow(String taskQueue, String timeout) {
        ParameterData stub = new ParameterData();
        stub.setKind(ParameterData.Kind.STUB);
        stub.setType(Runnable.class);
        stub.setOptions(Map.of(ActivityOption.START_TO_CLOSE_TIMEOUT, timeout, ActivityOption.RETRY_NON_RETRYABLE_TYPES,
                List.of("${queue}"), ActivityOption.PRIORITY, 2));
        WorkflowData workflow = new WorkflowData();
        workflow.setDeclaringClass("app.Orders");
        workflow.setTaskQueue(taskQueue);
        workflow.setParameters(List.of(stub));
        return workflow;
    }
}
