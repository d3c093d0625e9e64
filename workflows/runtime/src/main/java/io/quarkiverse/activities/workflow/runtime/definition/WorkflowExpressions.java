package io.quarkiverse.activities.workflow.runtime.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.eclipse.microprofile.config.Config;

import io.quarkiverse.activities.runtime.definition.OptionExpressions;
import io.quarkiverse.activities.runtime.definition.OptionParser;

/**
 * Expands the property expressions of workflows and of their stubs, and validates the result as the build validates literals.
 */
final class WorkflowExpressions {

    private final OptionExpressions expressions;
    private final List<String> problems = new ArrayList<>();

    private WorkflowExpressions(Config config) {
        expressions = new OptionExpressions(config);
    }

    /**
     * Replaces the expressions in the data.
     *
     * @throws IllegalStateException with all problems, if a property is missing or a value is invalid
     */
    static void expand(List<WorkflowData> workflows, Config config) {
        WorkflowExpressions expressions = new WorkflowExpressions(config);
        workflows.forEach(expressions::expand);
        if (!expressions.problems.isEmpty()) {
            throw new IllegalStateException("Workflows cannot start: " + String.join("\n", expressions.problems));
        }
    }

    private void expand(WorkflowData workflow) {
        if (OptionParser.isExpression(workflow.getTaskQueue())) {
            Consumer<String> problem = text -> problems.add(workflow.getDeclaringClass() + ": " + text);
            workflow.setTaskQueue(expressions.expand(workflow.getTaskQueue(), problem));
            OptionParser.name("Task Queue", workflow.getTaskQueue(), problem);
        }
        for (ParameterData parameter : workflow.getParameters()) {
            if (parameter.getType() != null) {
                Consumer<String> problem = text -> problems
                        .add(workflow.getDeclaringClass() + ", stub of " + parameter.getType().getName() + ": " + text);
                parameter.setOptions(expressions.expand(parameter.getOptions(), problem));
                OptionParser.check(parameter.getOptions(), problem);
            }
        }
    }
}
