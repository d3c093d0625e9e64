package io.quarkiverse.activities.workflow.runtime.runner;

import java.util.Collection;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.runtime.replay.JournalFormatException;
import io.quarkiverse.activities.workflow.runtime.replay.QueryAnswer;
import io.quarkiverse.activities.workflow.runtime.replay.TaskResult;
import io.quarkiverse.activities.workflow.runtime.replay.WorkflowRun;
import io.quarkiverse.activities.workflow.runtime.store.RunMaterial;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;

/** Answers questions about runs from what is committed. Writes nothing, and needs no owner. */
@Singleton
public class RunQueries {

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
            throw new IllegalArgumentException(absent(row, "to answer a query"));
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
            tools.memory().evict(rebuilt.run(), row);
        }
    }

    /**
     * {@return the run as it was after its first Workflow Tasks, after a replay on this node}
     *
     * @param tasks how many tasks to replay, at least 1
     * @param queries the names of queries without parameters
     */
    public RunMoment after(RunRow row, int tasks, Collection<String> queries) {
        RegisteredWorkflow workflow = registry.find(row.workflowType(), row.definitionVersion());
        if (workflow == null) {
            return RunMoment.unknown(absent(row, "to replay it"));
        }
        Rebuilt rebuilt;
        try {
            rebuilt = Rebuilt.from(tools.taskStore().material(row), tasks, workflow, tools);
        } catch (JournalFormatException e) {
            return RunMoment.unknown(e.getMessage());
        }
        try {
            if (rebuilt.failure() != null) {
                return RunMoment.unknown(problem(rebuilt.failure()));
            }
            return new RunMoment(rebuilt.run().stacks().stream().map(RunMoment.WaitingCode::of).toList(),
                    queries.stream().map(query -> answer(rebuilt.run(), query)).toList(), null);
        } finally {
            tools.memory().evict(rebuilt.run(), row);
        }
    }

    private static String problem(TaskResult failure) {
        return failure instanceof TaskResult.Diverged diverged ? diverged.divergence().message()
                : "The code fails when it is replayed: " + ((TaskResult.Failed) failure).cause();
    }

    private static RunMoment.Answer answer(WorkflowRun run, String query) {
        QueryAnswer answer = run.query(query, null);
        return answer instanceof QueryAnswer.Refused refused
                ? new RunMoment.Answer(query, null, refused.cause().toString())
                : new RunMoment.Answer(query, ((QueryAnswer.Answered) answer).result(), null);
    }

    private static String absent(RunRow row, String purpose) {
        return "This application has no version " + row.definitionVersion() + " of the workflow type '" + row.workflowType()
                + "', which it needs " + purpose;
    }
}
