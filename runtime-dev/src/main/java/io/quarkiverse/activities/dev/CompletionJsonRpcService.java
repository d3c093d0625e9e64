package io.quarkiverse.activities.dev;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityCompletion;
import io.quarkiverse.activities.ActivityDescription;
import io.quarkiverse.activities.failure.ApplicationFailure;
import io.quarkiverse.activities.runtime.definition.ActivityDefinition;
import io.quarkiverse.activities.runtime.definition.ActivityDefinitions;
import io.quarkiverse.activities.runtime.payload.Payloads;
import io.quarkus.runtime.annotations.DevMCPEnableByDefault;
import io.quarkus.runtime.annotations.JsonRpcDescription;

/** Completes and fails attempts in place of the method, for the Dev UI and Dev MCP. */
@ApplicationScoped
public class CompletionJsonRpcService {

    private static final String ACTIVITY_ID = ExecutionsJsonRpcService.ACTIVITY_ID;
    private static final String RUN_ID = ExecutionsJsonRpcService.RUN_ID;
    private static final String TOKEN = "The task token of the attempt, as ActivityContext.taskToken() returned it";
    private static final String RESULT = "The result as JSON. Pass an empty string if the activity has no result";
    private static final String MESSAGE = "The message of the failure";
    private static final String FAILURE_TYPE = "The type of the failure, which the retry policy may list as non-retryable. Pass an"
            + " empty string for \"" + VerbsJsonRpcService.IDENTITY + "\"";
    private static final String NON_RETRYABLE = "Whether the execution must not be retried";

    private final ActivityClient activities;
    private final ActivityDefinitions definitions;
    private final Payloads payloads;

    CompletionJsonRpcService(ActivityClient activities, ActivityDefinitions definitions, Payloads payloads) {
        this.activities = activities;
        this.definitions = definitions;
        this.payloads = payloads;
    }

    @JsonRpcDescription("Complete an open Activity Execution in place of its method")
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

    @JsonRpcDescription("Fail the running attempt of an Activity Execution in place of its method")
    @DevMCPEnableByDefault
    public Answer fail(@JsonRpcDescription(ACTIVITY_ID) String activityId, @JsonRpcDescription(RUN_ID) String runId,
            @JsonRpcDescription(MESSAGE) String message, @JsonRpcDescription(FAILURE_TYPE) String type,
            @JsonRpcDescription(NON_RETRYABLE) Boolean nonRetryable) {
        return Answer.to(() -> {
            byId(activityId, runId).fail(failure(message, type, nonRetryable));
            return "Failed the attempt of " + activityId;
        });
    }

    @JsonRpcDescription("Complete the Activity Execution that a task token belongs to")
    @DevMCPEnableByDefault
    public Answer completeByToken(@JsonRpcDescription(TOKEN) String taskToken, @JsonRpcDescription(RESULT) String result) {
        return Answer.to(() -> {
            byToken(taskToken).complete(payloads.parse(result, Object.class));
            return "Completed the execution";
        });
    }

    @JsonRpcDescription("Fail the attempt that a task token belongs to")
    @DevMCPEnableByDefault
    public Answer failByToken(@JsonRpcDescription(TOKEN) String taskToken, @JsonRpcDescription(MESSAGE) String message,
            @JsonRpcDescription(FAILURE_TYPE) String type, @JsonRpcDescription(NON_RETRYABLE) Boolean nonRetryable) {
        return Answer.to(() -> {
            byToken(taskToken).fail(failure(message, type, nonRetryable));
            return "Failed the attempt";
        });
    }

    private ActivityCompletion byId(String activityId, String runId) {
        return (runId == null || runId.isBlank() ? activities.completionById(activityId)
                : activities.completionById(activityId, runId)).identity(VerbsJsonRpcService.IDENTITY);
    }

    private ActivityCompletion byToken(String taskToken) {
        return activities.completion(taskToken.strip()).identity(VerbsJsonRpcService.IDENTITY);
    }

    private static ApplicationFailure failure(String message, String type, Boolean nonRetryable) {
        return ApplicationFailure.newBuilder().message(message)
                .type(type == null || type.isBlank() ? VerbsJsonRpcService.IDENTITY : type)
                .nonRetryable(Boolean.TRUE.equals(nonRetryable)).build();
    }
}
