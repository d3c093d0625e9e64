package io.quarkiverse.activities.workflow.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.ActivityFunction;
import io.quarkiverse.activities.ActivityProcedure;
import io.quarkiverse.activities.workflow.ChildHandle;
import io.quarkiverse.activities.workflow.ChildWorkflow;
import io.quarkiverse.activities.workflow.ExternalWorkflow;
import io.quarkiverse.activities.workflow.LocalActivity;
import io.quarkiverse.activities.workflow.WorkflowActivity;
import io.quarkiverse.activities.workflow.WorkflowCall;
import io.quarkiverse.activities.workflow.WorkflowClient;
import io.quarkiverse.activities.workflow.WorkflowContext;
import io.quarkiverse.activities.workflow.WorkflowDescription;
import io.quarkiverse.activities.workflow.WorkflowHandle;

/** The build must know each method of the API that takes a value, or the type to read one as. */
class WorkflowPayloadsTest {

    @Test
    void everyMethodThatTakesAPayloadIsKnown() {
        Set<String> taking = new TreeSet<>();
        Set<String> known = new TreeSet<>();
        WorkflowPayloads.METHODS
                .forEach((owner, names) -> names.forEach(name -> known.add(owner.getSimpleName() + "." + name)));
        for (Class<?> owner : List.of(WorkflowContext.class, ChildHandle.class, ChildWorkflow.class, ExternalWorkflow.class,
                LocalActivity.class, WorkflowActivity.class, WorkflowCall.class, WorkflowClient.class,
                WorkflowDescription.class, WorkflowHandle.class)) {
            for (Method method : owner.getDeclaredMethods()) {
                List<Class<?>> parameters = Arrays.asList(method.getParameterTypes());
                boolean stub = parameters.contains(ActivityFunction.class) || parameters.contains(ActivityProcedure.class);
                boolean payload = parameters.contains(Object.class) || parameters.contains(Object[].class)
                        || parameters.contains(Class.class);
                if (payload && !stub && !method.isSynthetic()) {
                    taking.add(owner.getSimpleName() + "." + method.getName());
                }
            }
        }
        assertThat(known).isEqualTo(taking);
    }
}
