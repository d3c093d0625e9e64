package io.quarkiverse.activities.dev;

import java.util.Map;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.activities.ActivityBatch;
import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ResetOptions;
import io.quarkus.runtime.annotations.JsonRpcDescription;

/**
 * Controls all executions that a query finds, for the Dev UI and Dev MCP. Dev MCP does not offer these tools until the user
 * enables them, since a wrong query affects many executions.
 */
@ApplicationScoped
public class BatchJsonRpcService {

    private static final String VERBS = "pause, unpause, reset, cancel, terminate, runAgain or delete";

    private final ActivityClient activities;

    BatchJsonRpcService(ActivityClient activities) {
        this.activities = activities;
    }

    @JsonRpcDescription("Pause, unpause, reset, cancel, terminate, run again or delete all Activity Executions that a query"
            + " finds. runAgain affects only closed executions, delete all, and the others only open ones. Count the executions with listExecutions first")
    public Answer batch(@JsonRpcDescription("What to do: " + VERBS) String verb,
            @JsonRpcDescription(ExecutionsJsonRpcService.QUERY) String query,
            @JsonRpcDescription(VerbsJsonRpcService.REASON) String reason) {
        return switch (verb) {
            case "pause" -> apply(query, "Paused", batch -> batch.pause(VerbsJsonRpcService.because(reason)));
            case "unpause" -> apply(query, "Unpaused", batch -> batch.unpause(VerbsJsonRpcService.because(reason)));
            case "reset" -> apply(query, "Reset",
                    batch -> batch.reset(ResetOptions.create().identity(VerbsJsonRpcService.IDENTITY)));
            case "cancel" -> apply(query, "Requested the cancellation of",
                    batch -> batch.cancel(VerbsJsonRpcService.because(reason)));
            case "terminate" -> apply(query, "Terminated", batch -> batch.terminate(VerbsJsonRpcService.because(reason)));
            case "runAgain" -> apply(query, "Started new runs of",
                    batch -> batch.runAgain(VerbsJsonRpcService.because(reason)));
            case "delete" -> apply(query, "Deleted", ActivityBatch::delete);
            default -> new Answer(false, "'" + verb + "' is not a verb. Use " + VERBS);
        };
    }

    @JsonRpcDescription("Change the options of all open Activity Executions that a query finds. Count the executions with"
            + " listExecutions first")
    public Answer batchUpdateOptions(@JsonRpcDescription(ExecutionsJsonRpcService.QUERY) String query,
            @JsonRpcDescription(VerbsJsonRpcService.CHANGES) Map<String, String> changes) {
        return apply(query, "Updated the options of",
                batch -> batch.updateOptions(OptionChanges.read(changes).identity(VerbsJsonRpcService.IDENTITY)));
    }

    private Answer apply(String query, String done, Function<ActivityBatch, ActivityBatch.Result> verb) {
        return Answer.of(() -> {
            ActivityBatch.Result result = verb.apply(activities.batch(query));
            String message = done + " " + executions(result.applied());
            return result.refused() == 0 ? new Answer(true, message)
                    : new Answer(false, message + ". Skipped " + executions(result.refused())
                            + " whose state does not allow it");
        });
    }

    private static String executions(long count) {
        return count + (count == 1 ? " execution" : " executions");
    }
}
