package io.quarkiverse.activities.workflow.test.conformance;

import io.quarkiverse.activities.runtime.node.Node;
import io.quarkiverse.activities.workflow.runtime.runner.RegisteredWorkflow;
import io.quarkiverse.activities.workflow.runtime.runner.WorkflowRegistry;
import io.quarkiverse.activities.workflow.runtime.runner.WorkflowRunner;

/** A node that serves one Task Queue of a script, while there is one. It runs Workflow Tasks, not activities. */
final class ScriptNode {

    private final Engine engine;
    private final String queue;
    private WorkflowRunner runner;

    ScriptNode(Engine engine, String queue) {
        this.engine = engine;
        this.queue = queue;
    }

    String queue() {
        return queue;
    }

    /** Starts the node. If there is one, that is stopped before. */
    synchronized void start() {
        stop();
        RegisteredWorkflow program = engine.registry.latest("Program");
        runner = engine.runner.onNode(new Node(), WorkflowRegistry.of(new RegisteredWorkflow(program.type(),
                program.version(), queue, program.definition(), program.stubs())));
        runner.start();
    }

    /** Replaces the node by a new one, if there is one. */
    synchronized void restart() {
        if (runner != null) {
            start();
        }
    }

    synchronized void stop() {
        if (runner != null) {
            runner.stop();
            runner = null;
        }
    }
}
