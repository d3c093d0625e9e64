package io.quarkiverse.activities.workflow.runtime.dev;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.activities.runtime.query.ExecutionFilter;
import io.quarkiverse.activities.workflow.WorkflowCheck;
import io.quarkiverse.activities.workflow.WorkflowCheckOptions;
import io.quarkiverse.activities.workflow.WorkflowClient;
import io.quarkiverse.activities.workflow.WorkflowHistory;
import io.quarkiverse.activities.workflow.WorkflowNotFoundException;
import io.quarkiverse.activities.workflow.WorkflowPage;
import io.quarkiverse.activities.workflow.runtime.definition.WorkflowDefinitions;
import io.quarkiverse.activities.workflow.runtime.dev.MessageForms.MessageForm;
import io.quarkiverse.activities.workflow.runtime.dev.TaskView.QueryView;
import io.quarkiverse.activities.workflow.runtime.history.HistoryAssembler;
import io.quarkiverse.activities.workflow.runtime.payload.PayloadConversion;
import io.quarkiverse.activities.workflow.runtime.runner.RunMoment;
import io.quarkiverse.activities.workflow.runtime.runner.RunQueries;
import io.quarkiverse.activities.workflow.runtime.store.RunField;
import io.quarkiverse.activities.workflow.runtime.store.RunRepairs;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;
import io.quarkiverse.activities.workflow.runtime.store.RunState;
import io.quarkiverse.activities.workflow.runtime.store.RunTrace;
import io.quarkiverse.activities.workflow.runtime.store.WorkflowStore;
import io.quarkus.runtime.annotations.DevMCPEnableByDefault;
import io.quarkus.runtime.annotations.JsonRpcDescription;

/** Lists runs, and shows one in detail, for the Dev UI and Dev MCP. */
@ApplicationScoped
public class WorkflowsJsonRpcService {

    static final String QUERY = "The query that selects the runs, for example: WorkflowType = 'OrderFulfilment' AND"
            + " ExecutionStatus = 'Running'. Fields: WorkflowId, RunId, WorkflowType, TaskQueue, ExecutionStatus (Running,"
            + " Completed, Failed, Canceled, Terminated, TimedOut, ContinuedAsNew), StartTime, ExecutionTime, CloseTime,"
            + " ParentWorkflowId, ParentRunId, Attempt, Priority, TaskProblem (Blocked, Failed)";
    static final String WORKFLOW_ID = "The Workflow Id";
    // Quarkus cannot declare a parameter of a Dev MCP tool as optional
    static final String RUN_ID = "The run ID. Pass an empty string for the latest run with the Workflow Id";

    private static final int PAGE_SIZE = 50;

    private final WorkflowClient workflows;
    private final WorkflowDefinitions definitions;
    private final WorkflowStore store;
    private final PayloadConversion conversion;
    private final RunQueries queries;
    private final RunRepairs repairs;

    WorkflowsJsonRpcService(WorkflowClient workflows, WorkflowDefinitions definitions, WorkflowStore store,
            PayloadConversion conversion, RunQueries queries, RunRepairs repairs) {
        this.workflows = workflows;
        this.definitions = definitions;
        this.store = store;
        this.conversion = conversion;
        this.queries = queries;
        this.repairs = repairs;
    }

    @JsonRpcDescription("List open and closed workflow runs, most recently started first, and count them by status")
    @DevMCPEnableByDefault
    public WorkflowList listWorkflows(@JsonRpcDescription(QUERY + ". Pass an empty string to list all") String query,
            @JsonRpcDescription("Only runs with these statuses, spelled as in a query. Pass an empty list for all") List<String> statuses,
            @JsonRpcDescription("The maximum number of runs to return, up to 1000") Integer pageSize,
            @JsonRpcDescription("The nextPageToken of the previous page. Pass an empty string for the first page") String pageToken) {
        ExecutionFilter filter = ExecutionFilter.of(query, statuses, RunField.VOCABULARY);
        String narrowed = filter.narrowed();
        WorkflowPage page = workflows.list(narrowed, Objects.requireNonNullElse(pageSize, PAGE_SIZE), pageToken);
        return new WorkflowList(narrowed, page.items(), page.nextPageToken(), workflows.count(filter.countsByStatus()));
    }

    @JsonRpcDescription("Show everything about one workflow run: its state, its history, its timeline, its open activities,"
            + " and the messages that it takes. To see where its code waits, use showWorkflowTask")
    @DevMCPEnableByDefault
    public RunView describeWorkflow(@JsonRpcDescription(WORKFLOW_ID) String workflowId,
            @JsonRpcDescription(RUN_ID) String runId) {
        RunRow row = row(workflowId, runId);
        RunTrace trace = store.trace(row);
        return RunView.of(trace, HistoryAssembler.assemble(trace, conversion),
                row.state() == RunState.PAUSED ? repairs.pauseReason(row.runId()) : null, messages(row));
    }

    private MessageForms messages(RunRow row) {
        return definitions.find(row.workflowType(), row.definitionVersion()).map(MessageForms::of)
                .orElse(MessageForms.UNKNOWN);
    }

    @JsonRpcDescription("Show one Workflow Task of a run, and replay the run to show it as it was after that task: what was"
            + " delivered to the task, what it decided, where the code of each coroutine waited, and what the queries without"
            + " parameters answered")
    @DevMCPEnableByDefault
    public TaskView showWorkflowTask(@JsonRpcDescription(WORKFLOW_ID) String workflowId,
            @JsonRpcDescription(RUN_ID) String runId,
            @JsonRpcDescription("The number of the Workflow Task, from 1. Pass 0 for the last one") Integer task) {
        RunRow row = row(workflowId, runId);
        if (task < 0 || task > row.journalLines()) {
            throw new IllegalArgumentException("Run " + row.runId() + " has " + row.journalLines()
                    + " Workflow Tasks, and none has the number " + task);
        }
        int number = task == 0 ? row.journalLines() : task;
        TaskView view = TaskView.of(history(row), number);
        if (number == 0) {
            return view;
        }
        RunMoment moment = queries.after(row, number, messages(row).queries().stream()
                .filter(query -> query.parameters().isEmpty()).map(MessageForm::name).toList());
        return view.with(moment.waiting(), moment.answers().stream().map(this::answer).toList(), moment.problem());
    }

    private QueryView answer(RunMoment.Answer answer) {
        Object result = answer.result() == null ? null : conversion.read(answer.result(), Object.class);
        return new QueryView(answer.query(), result, Optional.ofNullable(answer.refusal()));
    }

    @JsonRpcDescription("Replay open workflow runs with the code of this application, without effects, and report those that it"
            + " cannot continue. Use it after a change of workflow code")
    @DevMCPEnableByDefault
    public WorkflowCheck checkWorkflows(@JsonRpcDescription(QUERY + ". Pass an empty string to check all") String query) {
        return workflows.check(WorkflowCheckOptions.all().query(query == null ? "" : query));
    }

    @JsonRpcDescription("Export the history of one workflow run as the JSON that Temporal's tools read")
    @DevMCPEnableByDefault
    public String exportHistory(@JsonRpcDescription(WORKFLOW_ID) String workflowId,
            @JsonRpcDescription(RUN_ID) String runId) {
        return history(row(workflowId, runId)).toJson();
    }

    private WorkflowHistory history(RunRow row) {
        return HistoryAssembler.assemble(store.trace(row), conversion);
    }

    private RunRow row(String workflowId, String runId) {
        RunRow row = store.find(runId == null || runId.isBlank() ? null : UUID.fromString(runId), workflowId);
        if (row == null) {
            throw new WorkflowNotFoundException("There is no workflow with id '" + workflowId + "'");
        }
        return row;
    }
}
