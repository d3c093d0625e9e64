package io.quarkiverse.activities.dev;

import java.util.function.Consumer;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityCompletion;
import io.quarkiverse.activities.ActivityDescription;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.RequestOptions;
import io.quarkiverse.activities.failure.ApplicationFailure;
import io.quarkiverse.activities.runtime.definition.ActivityDefinition;
import io.quarkiverse.activities.runtime.definition.ActivityDefinitions;
import io.quarkiverse.activities.runtime.payload.Payloads;
import io.quarkus.runtime.annotations.DevMCPEnableByDefault;
import io.quarkus.runtime.annotations.JsonRpcDescription;

/** What can be asked of an execution, for the Dev UI and Dev MCP. */
@ApplicationScoped
public class VerbsJsonRpcService {

    private static final String ACTIVITY_ID = "The Activity Id";
    private static final String RUN_ID = ExecutionsJsonRpcService.RUN_ID;
    private static final String REASON = "Why; may be an empty text";
    private static final String TOKEN = "The task token of the attempt, as ActivityContext.taskToken() gave it";
    private static final String RESULT = "The result as JSON; an empty text for an activity without a result";
    private static final String FAILURE_TYPE = "The type of the failure, which the retry policy may list as non-retryable";
    private static final String NON_RETRYABLE = "Whether no further attempt may follow";
    private static final String IDENTITY = "Dev UI";

    private final ActivityClient activities;
    private final ActivityDefinitions definitions;
    private final Payloads payloads;

    VerbsJsonRpcService(ActivityClient activities, ActivityDefinitions definitions, Payloads payloads) {
        this.activities = activities;
        this.definitions = definitions;
        this.payloads = payloads;
    }

    @JsonRpcDescription("Have an open Activity Execution begin anew with attempt 1, without waiting for its backoff")
    @DevMCPEnableByDefault
    public Answer reset(@JsonRpcDescription(ACTIVITY_ID) String activityId, @JsonRpcDescription(RUN_ID) String runId) {
        return ask(activityId, runId, "Reset", ActivityHandle::reset);
    }

    @JsonRpcDescription("RequestOptions the cancellation of an open Activity Execution")
    @DevMCPEnableByDefault
    public Answer cancel(@JsonRpcDescription(ACTIVITY_ID) String activityId, @JsonRpcDescription(RUN_ID) String runId,
            @JsonRpcDescription(REASON) String reason) {
        return ask(activityId, runId, "Asked to cancel", handle -> handle.cancel(because(reason)));
    }

    @JsonRpcDescription("Close an open Activity Execution at once, whatever it does")
    @DevMCPEnableByDefault
    public Answer terminate(@JsonRpcDescription(ACTIVITY_ID) String activityId, @JsonRpcDescription(RUN_ID) String runId,
            @JsonRpcDescription(REASON) String reason) {
        return ask(activityId, runId, "Terminated", handle -> handle.terminate(because(reason)));
    }

    @JsonRpcDescription("Pause an open Activity Execution: no further attempt is begun until it is unpaused")
    @DevMCPEnableByDefault
    public Answer pause(@JsonRpcDescription(ACTIVITY_ID) String activityId, @JsonRpcDescription(RUN_ID) String runId,
            @JsonRpcDescription(REASON) String reason) {
        return ask(activityId, runId, "Paused", handle -> handle.pause(because(reason)));
    }

    @JsonRpcDescription("End the pause of an Activity Execution")
    @DevMCPEnableByDefault
    public Answer unpause(@JsonRpcDescription(ACTIVITY_ID) String activityId, @JsonRpcDescription(RUN_ID) String runId) {
        return ask(activityId, runId, "Unpaused", ActivityHandle::unpause);
    }

    @JsonRpcDescription("Complete an open Activity Execution from outside, in place of its method")
    @DevMCPEnableByDefault
    public Answer complete(@JsonRpcDescription(ACTIVITY_ID) String activityId, @JsonRpcDescription(RUN_ID) String runId,
            @JsonRpcDescription(RESULT) String result) {
        return Answer.to(() -> {
            ActivityDescription execution = ExecutionsJsonRpcService.handle(activities, activityId, runId).describe();
            ActivityDefinition definition = definitions.find(execution.taskQueue(), execution.activityType()).orElse(null);
            byId(activityId, execution.runId()).complete(definition == null ? payloads.parse(result, Object.class)
                    : definition.result() == null ? null : payloads.parse(result, definition.result()));
            return "Completed " + activityId;
        });
    }

    @JsonRpcDescription("Fail the attempt in progress of an Activity Execution from outside, in place of its method")
    @DevMCPEnableByDefault
    public Answer fail(@JsonRpcDescription(ACTIVITY_ID) String activityId, @JsonRpcDescription(RUN_ID) String runId,
            @JsonRpcDescription("What went wrong") String message, @JsonRpcDescription(FAILURE_TYPE) String type,
            @JsonRpcDescription(NON_RETRYABLE) Boolean nonRetryable) {
        return Answer.to(() -> {
            byId(activityId, runId).fail(failure(message, type, nonRetryable));
            return "Failed the attempt of " + activityId;
        });
    }

    @JsonRpcDescription("Complete the Activity Execution whose attempt was handed out with a task token")
    @DevMCPEnableByDefault
    public Answer completeByToken(@JsonRpcDescription(TOKEN) String taskToken, @JsonRpcDescription(RESULT) String result) {
        return Answer.to(() -> {
            byToken(taskToken).complete(payloads.parse(result, Object.class));
            return "Completed";
        });
    }

    @JsonRpcDescription("Fail the attempt that was handed out with a task token")
    @DevMCPEnableByDefault
    public Answer failByToken(@JsonRpcDescription(TOKEN) String taskToken,
            @JsonRpcDescription("What went wrong") String message, @JsonRpcDescription(FAILURE_TYPE) String type,
            @JsonRpcDescription(NON_RETRYABLE) Boolean nonRetryable) {
        return Answer.to(() -> {
            byToken(taskToken).fail(failure(message, type, nonRetryable));
            return "Failed the attempt";
        });
    }

    private Answer ask(String activityId, String runId, String done, Consumer<ActivityHandle<Object>> verb) {
        return Answer.to(() -> {
            verb.accept(ExecutionsJsonRpcService.handle(activities, activityId, runId));
            return done + ": " + activityId;
        });
    }

    private static RequestOptions because(String reason) {
        return RequestOptions.because(reason == null || reason.isBlank() ? null : reason).identity(IDENTITY);
    }

    private ActivityCompletion byId(String activityId, String runId) {
        return (runId == null || runId.isBlank() ? activities.completionById(activityId)
                : activities.completionById(activityId, runId)).identity(IDENTITY);
    }

    private ActivityCompletion byToken(String taskToken) {
        return activities.completion(taskToken.strip()).identity(IDENTITY);
    }

    private static ApplicationFailure failure(String message, String type, Boolean nonRetryable) {
        return ApplicationFailure.newBuilder().message(message).type(type == null || type.isBlank() ? IDENTITY : type)
                .nonRetryable(Boolean.TRUE.equals(nonRetryable)).build();
    }
}
