package io.quarkiverse.activities.workflow.runtime.runner;

import java.util.List;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.runtime.replay.QueryAnswer;
import io.quarkiverse.activities.workflow.runtime.replay.TaskResult;
import io.quarkiverse.activities.workflow.runtime.store.RunMaterial;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;

/** Answers questions about runs from what is committed. Writes nothing, and needs no owner. */
@Singleton
public class RunQueries {

    private static final List<String> ENGINE = List.of("java.", "jdk.", "io.quarkiverse.activities.workflow.runtime.");

    private final TaskTools tools;
    private final WorkflowRegistry registry;

    RunQueries(TaskTools tools, WorkflowRegistry registry) {
        this.tools = tools;
        this.registry = registry;
    }

    /** {@return what the query returns, after a replay on this node} */
    public Payload query(RunMaterial material, String name, Payload arguments) {
        RunRow row = material.row();
        RegisteredWorkflow workflow = registry.find(row.workflowType(), row.definitionVersion());
        if (workflow == null) {
            throw new IllegalArgumentException("This application has no version " + row.definitionVersion()
                    + " of the workflow type '" + row.workflowType() + "', which it needs to answer a query");
        }
        Rebuilt rebuilt = Rebuilt.from(material, workflow, tools);
        try {
            if (rebuilt.failure() instanceof TaskResult.Diverged diverged) {
                throw new IllegalStateException(diverged.divergence().message());
            }
            if (rebuilt.failure() instanceof TaskResult.Failed failed) {
                throw new IllegalStateException("The workflow cannot be replayed", failed.cause());
            }
            QueryAnswer answer = rebuilt.run().query(name, arguments);
            if (answer instanceof QueryAnswer.Refused refused) {
                throw new IllegalArgumentException("The query '" + name + "' was not answered: "
                        + refused.cause().getMessage(), refused.cause());
            }
            return ((QueryAnswer.Answered) answer).result();
        } finally {
            tools.evict(rebuilt.run(), row);
        }
    }

    /**
     * {@return where the code of an open run waits: the stack of each coroutine, without the frames of the engine; empty if
     * this application cannot rebuild the run}
     */
    public List<List<String>> waitingCode(RunRow row) {
        RegisteredWorkflow workflow = registry.find(row.workflowType(), row.definitionVersion());
        if (workflow == null) {
            return List.of();
        }
        Rebuilt rebuilt = Rebuilt.from(tools.store().material(row), workflow, tools);
        try {
            return rebuilt.failure() != null ? List.of() : rebuilt.run().stacks().stream().map(RunQueries::frames).toList();
        } finally {
            tools.evict(rebuilt.run(), row);
        }
    }

    private static List<String> frames(StackTraceElement[] stack) {
        return Stream.of(stack).filter(frame -> ENGINE.stream().noneMatch(frame.getClassName()::startsWith))
                .map(StackTraceElement::toString).toList();
    }
}
