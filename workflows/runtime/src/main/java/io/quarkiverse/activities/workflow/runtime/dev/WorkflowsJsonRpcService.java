package io.quarkiverse.activities.workflow.runtime.dev;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.activities.workflow.WorkflowHistory;
import io.quarkiverse.activities.workflow.runtime.history.HistoryAssembler;
import io.quarkiverse.activities.workflow.runtime.payload.PayloadConversion;
import io.quarkiverse.activities.workflow.runtime.runner.RunQueries;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;
import io.quarkiverse.activities.workflow.runtime.store.RunState;
import io.quarkiverse.activities.workflow.runtime.store.RunStatistics;
import io.quarkiverse.activities.workflow.runtime.store.RunSummary;
import io.quarkiverse.activities.workflow.runtime.store.RunTrace;
import io.quarkiverse.activities.workflow.runtime.store.RunUpkeep;
import io.quarkiverse.activities.workflow.runtime.store.WorkflowStore;
import io.quarkus.runtime.annotations.DevMCPEnableByDefault;
import io.quarkus.runtime.annotations.JsonRpcDescription;

/** Lists runs, and shows one in detail, for the Dev UI and Dev MCP. */
@ApplicationScoped
public class WorkflowsJsonRpcService {

    static final String WORKFLOW_ID = "The Workflow Id";
    // Quarkus cannot declare a parameter of a Dev MCP tool as optional
    static final String RUN_ID = "The run ID. Pass an empty string for the latest run with the Workflow Id";

    private static final int PAGE_SIZE = 50;

    private final WorkflowStore store;
    private final RunUpkeep upkeep;
    private final PayloadConversion conversion;
    private final RunQueries queries;

    WorkflowsJsonRpcService(WorkflowStore store, RunUpkeep upkeep, PayloadConversion conversion, RunQueries queries) {
        this.store = store;
        this.upkeep = upkeep;
        this.conversion = conversion;
        this.queries = queries;
    }

    /**
     * A list of runs.
     *
     * @param open how many runs are open
     * @param blocked how many of them are blocked
     */
    public record RunList(List<RunSummary> items, long open, long blocked) {
    }

    @JsonRpcDescription("List the workflow runs that were started last, open and closed")
    @DevMCPEnableByDefault
    public RunList listWorkflows(
            @JsonRpcDescription("A Workflow Id or a Workflow Type. Pass an empty string for all") String text,
            @JsonRpcDescription("States, such as BLOCKED or FAILED. RUNNING stands for all open runs. Pass an empty list for all") List<String> statuses,
            @JsonRpcDescription("The maximum number of runs to return, up to 1000") Integer limit) {
        RunStatistics statistics = upkeep.statistics();
        return new RunList(
                upkeep.latest(states(statuses), text == null ? "" : text.strip(), Objects.requireNonNullElse(limit, PAGE_SIZE)),
                statistics.groups().stream().mapToLong(RunStatistics.Group::open).sum(), statistics.blocked());
    }

    private static List<RunState> states(List<String> statuses) {
        if (statuses == null || statuses.isEmpty()) {
            return List.of(RunState.values());
        }
        return statuses.stream()
                .flatMap(status -> status.equals("RUNNING")
                        ? Stream.of(RunState.values()).filter(state -> !state.isClosed())
                        : Stream.of(RunState.valueOf(status)))
                .distinct().toList();
    }

    @JsonRpcDescription("Show everything about one workflow run: its state, its history, its open activities, and where its"
            + " code waits")
    @DevMCPEnableByDefault
    public RunView describeWorkflow(@JsonRpcDescription(WORKFLOW_ID) String workflowId,
            @JsonRpcDescription(RUN_ID) String runId) {
        RunRow row = WorkflowVerbsJsonRpcService.row(store, workflowId, runId);
        RunTrace trace = store.trace(row);
        WorkflowHistory history = HistoryAssembler.assemble(trace, conversion);
        return new RunView(RunView.summary(row), Optional.ofNullable(row.taskFailure()), row.taskAttempt(),
                Optional.ofNullable(row.nextRunId()).map(Object::toString), history.events(), RunView.open(trace),
                row.state().isClosed() ? List.of() : queries.waitingCode(row));
    }

    @JsonRpcDescription("Export the history of one workflow run as the JSON that Temporal's tools read")
    @DevMCPEnableByDefault
    public String exportHistory(@JsonRpcDescription(WORKFLOW_ID) String workflowId,
            @JsonRpcDescription(RUN_ID) String runId) {
        return HistoryAssembler.assemble(store.trace(WorkflowVerbsJsonRpcService.row(store, workflowId, runId)), conversion)
                .toJson();
    }
}
