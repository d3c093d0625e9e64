package io.quarkiverse.activities.dev;

import java.time.Duration;
import java.util.Objects;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.ActivityPage;
import io.quarkus.runtime.annotations.DevMCPEnableByDefault;
import io.quarkus.runtime.annotations.JsonRpcDescription;
import io.smallrye.mutiny.Multi;

/** Executions, for the Dev UI and Dev MCP: many in a list, and one with all that is known of it. */
@ApplicationScoped
public class ExecutionsJsonRpcService {

    private static final String QUERY = "Which executions, for example: ActivityType = 'Charge' AND ExecutionStatus = 'Failed'."
            + " Fields: ActivityId, RunId, ActivityType, TaskQueue, ExecutionStatus (Running, Paused, Completed, Failed,"
            + " Canceled, Terminated, TimedOut), StartTime, ExecutionTime, CloseTime, Attempt, LastFailureType, Priority."
            + " An empty text finds all";
    /** Dev MCP calls every parameter required: Quarkus has no way to call one optional. */
    static final String RUN_ID = "The run id of the execution; an empty text means the latest execution with the Activity Id";

    private final ActivityClient activities;
    private final Live live;

    ExecutionsJsonRpcService(ActivityClient activities, Live live) {
        this.activities = activities;
        this.live = live;
    }

    @JsonRpcDescription("List Activity Executions, open and closed, the latest started first, and count them by status")
    @DevMCPEnableByDefault
    public ExecutionList listExecutions(@JsonRpcDescription(QUERY) String query,
            @JsonRpcDescription("How many at most, up to 1000") Integer pageSize,
            @JsonRpcDescription("The nextPageToken of the page before; an empty text means the first page") String pageToken) {
        String where = Objects.requireNonNullElse(query, "");
        ActivityPage page = activities.list(where, Objects.requireNonNullElse(pageSize, 50), pageToken);
        return new ExecutionList(page.items(), page.nextPageToken(),
                activities.count(where + " GROUP BY ExecutionStatus"));
    }

    public Multi<Seen<ExecutionList>> streamExecutions(String query, Integer pageSize, String pageToken) {
        return live.watch(Duration.ofSeconds(1), () -> listExecutions(query, pageSize, pageToken));
    }

    @JsonRpcDescription("Show everything that is known of one Activity Execution: state, attempts, failures, input, result,"
            + " options and where each option was set")
    @DevMCPEnableByDefault
    public ExecutionView describeExecution(@JsonRpcDescription("The Activity Id") String activityId,
            @JsonRpcDescription(RUN_ID) String runId) {
        return ExecutionView.of(handle(activities, activityId, runId).describe());
    }

    public Multi<Seen<ExecutionView>> streamExecution(String activityId, String runId) {
        return live.watch(Duration.ofMillis(500), () -> describeExecution(activityId, runId));
    }

    static ActivityHandle<Object> handle(ActivityClient activities, String activityId, String runId) {
        return runId == null || runId.isBlank() ? activities.handle(activityId, Object.class)
                : activities.handle(activityId, runId, Object.class);
    }
}
