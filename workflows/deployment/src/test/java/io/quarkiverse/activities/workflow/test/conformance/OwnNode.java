package io.quarkiverse.activities.workflow.test.conformance;

import io.quarkiverse.activities.runtime.node.Node;
import io.quarkiverse.activities.workflow.runtime.runner.RegisteredWorkflow;
import io.quarkiverse.activities.workflow.runtime.runner.WorkflowRegistry;
import io.quarkiverse.activities.workflow.runtime.runner.WorkflowRunner;

/** The node that serves the Task Queue of a script, while there is one. It runs Workflow Tasks, not activities. */
final class OwnNode {

    private final Engine engine;
    private final String prefix;
    private WorkflowRunner runner;

    OwnNode(Engine engine, String prefix) {
        this.engine = engine;
        this.prefix = prefix;
    }

    String queue() {
        return prefix + "own";
    }

    synchronized void start(int build) {
        stop();
        RecordedProgram.worldOf(prefix).build(build);
        RegisteredWorkflow program = engine.registry.latest("Program");
        runner = engine.runner.onNode(new Node(), WorkflowRegistry.of(new RegisteredWorkflow(program.type(),
                program.version(), queue(), program.definition(), program.stubs())));
        runner.start();
    }

    synchronized void stop() {
        if (runner != null) {
            runner.stop();
            runner = null;
        }
    }
}
