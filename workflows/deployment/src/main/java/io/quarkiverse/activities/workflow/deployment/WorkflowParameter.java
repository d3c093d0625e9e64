package io.quarkiverse.activities.workflow.deployment;

import java.util.Map;

import org.jboss.jandex.Type;

import io.quarkiverse.activities.ActivityOption;
import io.quarkiverse.activities.workflow.ActivityCancellationType;
import io.quarkiverse.activities.workflow.Durability;
import io.quarkiverse.activities.workflow.runtime.definition.ParameterData;

/**
 * A parameter of the constructor of a workflow class.
 *
 * @param options the options of a stub, not parsed yet
 */
record WorkflowParameter(ParameterData.Kind kind, Type type, Map<ActivityOption, Object> options,
        ActivityCancellationType cancellation, Durability durability) {
}
