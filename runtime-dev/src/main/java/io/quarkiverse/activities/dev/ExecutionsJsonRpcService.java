package io.quarkiverse.activities.dev;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.ActivityPage;
import io.quarkiverse.activities.runtime.query.ExecutionFilter;
import io.quarkus.runtime.annotations.DevMCPEnableByDefault;
import io.quarkus.runtime.annotations.JsonRpcDescription;
import io.smallrye.mutiny.Multi;

/** Lists executions, and shows one in detail, for the Dev UI and Dev MCP. */
@ApplicationScoped
public class ExecutionsJsonRpcService {

    static final String QUERY = "The query that selects the executions, for example: ActivityType = 'Charge' AND"
            + " ExecutionStatus = 'Failed'. Fields: ActivityId, RunId, ActivityType, TaskQueue, ExecutionStatus (Running, Paused,"
            + " Completed, Failed, Canceled, Terminated, TimedOut), StartTime, ExecutionTime, CloseTime, Attempt,"
            + " LastFailureType, Priority";
    static final String ACTIVITY_ID = "The Activity Id of the execution";
    // Quarkus cannot declare a parameter of a Dev MCP tool as optional
    static final String RUN_ID = "The run id of the execution. Pass an empty string for the latest execution with the Activity Id";

    private static final int PAGE_SIZE = 50;

    private final ActivityClient activities;
    private final Live live;

    ExecutionsJsonRpcService(ActivityClient activities, Live live) {
        this.activities = activities;
        this.live = live;
    }

    @JsonRpcDescription("List open and closed Activity Executions, most recently started first, and count them by status")
    @DevMCPEnableByDefault
    public ExecutionList listExecutions(@JsonRpcDescription(QUERY + ". Pass an empty string to list all") String query,
            @JsonRpcDescription("The maximum number of executions to return, up to 1000") Integer pageSize,
            @JsonRpcDescription("The nextPageToken of the previous page. Pass an empty string for the first page") String pageToken) {
        return list(ExecutionFilter.ofActivities(query, List.of()), pageSize, pageToken);
    }

    /** Streams a page of the list, narrowed to these statuses. */
    public Multi<StreamFrame<ExecutionList>> streamExecutions(String query, List<String> statuses, Integer pageSize,
            String pageToken) {
        return live.watch(Duration.ofSeconds(1),
                () -> list(ExecutionFilter.ofActivities(query, statuses), pageSize, pageToken));
    }

    private ExecutionList list(ExecutionFilter filter, Integer pageSize, String pageToken) {
        String query = filter.narrowed();
        ActivityPage page = activities.list(query, Objects.requireNonNullElse(pageSize, PAGE_SIZE), pageToken);
        return new ExecutionList(query, page.items(), page.nextPageToken(), activities.count(filter.countsByStatus()));
    }

    @JsonRpcDescription("Show everything about one Activity Execution: its state, attempts, failures, input, result and"
            + " options, and where each option was set")
    @DevMCPEnableByDefault
    public ExecutionView describeExecution(@JsonRpcDescription(ACTIVITY_ID) String activityId,
            @JsonRpcDescription(RUN_ID) String runId) {
        return ExecutionView.of(handle(activities, activityId, runId).describe());
    }

    public Multi<StreamFrame<ExecutionView>> streamExecution(String activityId, String runId) {
        return live.watch(Duration.ofMillis(500), () -> describeExecution(activityId, runId));
    }

    static ActivityHandle<Object> handle(ActivityClient activities, String activityId, String runId) {
        return runId == null || runId.isBlank() ? activities.handle(activityId, Object.class)
                : activities.handle(activityId, runId, Object.class);
    }
}
