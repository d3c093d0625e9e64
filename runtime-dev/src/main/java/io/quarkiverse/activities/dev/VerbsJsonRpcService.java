package io.quarkiverse.activities.dev;

import java.util.Map;
import java.util.function.Consumer;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.RequestOptions;
import io.quarkiverse.activities.ResetOptions;
import io.quarkus.runtime.annotations.DevMCPEnableByDefault;
import io.quarkus.runtime.annotations.JsonRpcDescription;

/** Controls one execution or one Task Queue, for the Dev UI and Dev MCP. */
@ApplicationScoped
public class VerbsJsonRpcService {

    static final String IDENTITY = "Dev UI";
    static final String REASON = "The reason, which is stored with the execution. May be an empty string";
    static final String CHANGES = "The options to change and their new values, for example {\"START_TO_CLOSE_TIMEOUT\": \"30s\","
            + " \"RETRY_MAXIMUM_ATTEMPTS\": \"5\"}. The names are those that describeExecution returns. An empty string clears a"
            + " timeout or a limit; options that are not named stay as they are";

    private static final String ACTIVITY_ID = ExecutionsJsonRpcService.ACTIVITY_ID;
    private static final String RUN_ID = ExecutionsJsonRpcService.RUN_ID;

    private final ActivityClient activities;

    VerbsJsonRpcService(ActivityClient activities) {
        this.activities = activities;
    }

    @JsonRpcDescription("Reset an open Activity Execution: it starts again with attempt 1, without waiting for its backoff")
    @DevMCPEnableByDefault
    public Answer reset(@JsonRpcDescription(ACTIVITY_ID) String activityId, @JsonRpcDescription(RUN_ID) String runId) {
        return apply(activityId, runId, "Reset", handle -> handle.reset(ResetOptions.create().identity(IDENTITY)));
    }

    @JsonRpcDescription("Request the cancellation of an open Activity Execution")
    @DevMCPEnableByDefault
    public Answer cancel(@JsonRpcDescription(ACTIVITY_ID) String activityId, @JsonRpcDescription(RUN_ID) String runId,
            @JsonRpcDescription(REASON) String reason) {
        return apply(activityId, runId, "Requested the cancellation of", handle -> handle.cancel(because(reason)));
    }

    @JsonRpcDescription("Close an open Activity Execution immediately, even while an attempt is running")
    @DevMCPEnableByDefault
    public Answer terminate(@JsonRpcDescription(ACTIVITY_ID) String activityId, @JsonRpcDescription(RUN_ID) String runId,
            @JsonRpcDescription(REASON) String reason) {
        return apply(activityId, runId, "Terminated", handle -> handle.terminate(because(reason)));
    }

    @JsonRpcDescription("Pause an open Activity Execution: no further attempt starts until it is unpaused")
    @DevMCPEnableByDefault
    public Answer pause(@JsonRpcDescription(ACTIVITY_ID) String activityId, @JsonRpcDescription(RUN_ID) String runId,
            @JsonRpcDescription(REASON) String reason) {
        return apply(activityId, runId, "Paused", handle -> handle.pause(because(reason)));
    }

    @JsonRpcDescription("Unpause an Activity Execution")
    @DevMCPEnableByDefault
    public Answer unpause(@JsonRpcDescription(ACTIVITY_ID) String activityId, @JsonRpcDescription(RUN_ID) String runId) {
        return apply(activityId, runId, "Unpaused", handle -> handle.unpause(because(null)));
    }

    @JsonRpcDescription("Pause a Task Queue for all nodes: no node takes tasks from it until it is unpaused")
    @DevMCPEnableByDefault
    public Answer pauseTaskQueue(@JsonRpcDescription("The name of the Task Queue") String taskQueue,
            @JsonRpcDescription("The reason, which is stored with the Task Queue. May be an empty string") String reason) {
        return Answer.to(() -> {
            activities.taskQueue(taskQueue).pause(because(reason));
            return "Paused Task Queue " + taskQueue;
        });
    }

    @JsonRpcDescription("Unpause a Task Queue for all nodes")
    @DevMCPEnableByDefault
    public Answer unpauseTaskQueue(@JsonRpcDescription("The name of the Task Queue") String taskQueue) {
        return Answer.to(() -> {
            activities.taskQueue(taskQueue).unpause();
            return "Unpaused Task Queue " + taskQueue;
        });
    }

    @JsonRpcDescription("Change the options of an open Activity Execution: its timeouts, retry policy, priority or Task Queue")
    @DevMCPEnableByDefault
    public Answer updateOptions(@JsonRpcDescription(ACTIVITY_ID) String activityId, @JsonRpcDescription(RUN_ID) String runId,
            @JsonRpcDescription(CHANGES) Map<String, String> changes) {
        return apply(activityId, runId, "Updated the options of",
                handle -> handle.updateOptions(OptionChanges.read(changes).identity(IDENTITY)));
    }

    @JsonRpcDescription("Pause an Activity Type for all nodes and Task Queues: no node takes tasks of it until it is unpaused")
    @DevMCPEnableByDefault
    public Answer pauseType(@JsonRpcDescription("The Activity Type") String activityType,
            @JsonRpcDescription("The reason, which is stored with the type. May be an empty string") String reason) {
        return Answer.to(() -> {
            activities.activityType(activityType).pause(because(reason));
            return "Paused Activity Type " + activityType;
        });
    }

    @JsonRpcDescription("Unpause an Activity Type for all nodes")
    @DevMCPEnableByDefault
    public Answer unpauseType(@JsonRpcDescription("The Activity Type") String activityType) {
        return Answer.to(() -> {
            activities.activityType(activityType).unpause();
            return "Unpaused Activity Type " + activityType;
        });
    }

    @JsonRpcDescription("Run a closed Activity Execution again: start a new run with the same id, input and options")
    @DevMCPEnableByDefault
    public Answer runAgain(@JsonRpcDescription(ACTIVITY_ID) String activityId, @JsonRpcDescription(RUN_ID) String runId,
            @JsonRpcDescription(REASON) String reason) {
        return apply(activityId, runId, "Started a new run of", handle -> handle.runAgain(because(reason)));
    }

    @JsonRpcDescription("Delete an Activity Execution. It is terminated first if it is open")
    public Answer delete(@JsonRpcDescription(ACTIVITY_ID) String activityId, @JsonRpcDescription(RUN_ID) String runId) {
        return apply(activityId, runId, "Deleted", ActivityHandle::delete);
    }

    private Answer apply(String activityId, String runId, String done, Consumer<ActivityHandle<Object>> verb) {
        return Answer.to(() -> {
            verb.accept(ExecutionsJsonRpcService.handle(activities, activityId, runId));
            return done + " " + activityId;
        });
    }

    static RequestOptions because(String reason) {
        return RequestOptions.because(reason == null || reason.isBlank() ? null : reason).identity(IDENTITY);
    }
}
