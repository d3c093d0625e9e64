package io.quarkiverse.activities.workflow.runtime.client;

import java.lang.reflect.Type;
import java.util.List;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.quarkiverse.activities.runtime.payload.Payloads;
import io.quarkiverse.activities.workflow.runtime.replay.WorkflowDefinition;
import io.quarkiverse.activities.workflow.runtime.runner.RegisteredWorkflow;
import io.quarkiverse.activities.workflow.runtime.runner.WorkflowRegistry;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;

/** Compares messages with the definition of their workflow, if this application has it. */
@Singleton
class MessageChecks {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.activities");

    private final WorkflowRegistry registry;

    MessageChecks(WorkflowRegistry registry) {
        this.registry = registry;
    }

    /**
     * Checks the arguments of a start.
     *
     * @throws IllegalArgumentException if they do not fit the workflow method
     */
    void start(RegisteredWorkflow workflow, Object[] arguments) {
        if (workflow != null) {
            check("The workflow method of '" + workflow.type() + "'", workflow.definition().method(), arguments);
        }
    }

    /**
     * Checks the arguments of a signal. A signal without a handler is accepted, because another version may have one.
     *
     * @throws IllegalArgumentException if they do not fit the handler
     */
    void signal(RunRow run, String name, Object[] arguments) {
        signal(registry.find(run.workflowType(), run.definitionVersion()), run.workflowId(), name, arguments);
    }

    /** @param workflow null if this application does not have it */
    void signal(RegisteredWorkflow workflow, String workflowId, String name, Object[] arguments) {
        if (workflow == null) {
            return;
        }
        WorkflowDefinition.Method handler = workflow.definition().signal(name);
        if (handler == null) {
            LOG.warnf("Workflow type '%s' has no signal '%s', so workflow '%s' ignores it. Add a method with"
                    + " @SignalMethod, or correct the name", workflow.type(), name, workflowId);
        } else {
            check("The signal '" + name + "' of workflow type '" + workflow.type() + "'", handler, arguments);
        }
    }

    /**
     * Checks the arguments of a query.
     *
     * @throws IllegalArgumentException if they do not fit the query, or if there is no such query
     */
    void query(RunRow run, String name, Object[] arguments) {
        RegisteredWorkflow workflow = registry.find(run.workflowType(), run.definitionVersion());
        WorkflowDefinition.Method query = workflow == null ? null : workflow.definition().query(name);
        if (workflow != null && query == null) {
            throw new IllegalArgumentException("Unknown query type: " + name + ". Workflow type '" + run.workflowType()
                    + "' has no such query. Add a method with @QueryMethod, or correct the name");
        }
        if (query != null) {
            check("The query '" + name + "' of workflow type '" + run.workflowType() + "'", query, arguments);
        }
    }

    private static void check(String what, WorkflowDefinition.Method method, Object[] arguments) {
        List<Type> parameters = method.parameters();
        if (arguments.length > parameters.size()) {
            throw new IllegalArgumentException(what + " takes " + parameters.size() + " arguments, but " + arguments.length
                    + " were given");
        }
        for (int i = 0; i < arguments.length; i++) {
            if (!Payloads.fits(arguments[i], parameters.get(i))) {
                throw new IllegalArgumentException("Argument " + (i + 1) + " must be of type "
                        + parameters.get(i).getTypeName() + ", but is of type " + arguments[i].getClass().getName() + ": "
                        + what);
            }
        }
    }
}
