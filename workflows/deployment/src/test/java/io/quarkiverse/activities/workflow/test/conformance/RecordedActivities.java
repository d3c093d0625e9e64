package io.quarkiverse.activities.workflow.test.conformance;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityContext;

/** The activities of the recordings. Their argument says what they do. */
@Singleton
public class RecordedActivities {

    @Inject
    ActivityContext context;

    @Activity(name = "Work")
    public JsonNode work(JsonNode argument) throws Exception {
        return run(argument);
    }

    @Activity(name = "Other")
    public JsonNode other(JsonNode argument) throws Exception {
        return run(argument);
    }

    private JsonNode run(JsonNode argument) throws Exception {
        if (argument.has("call")) {
            String call = argument.get("call").asText();
            String workflowRunId = call.substring(0, call.indexOf(' '));
            return new RecordedBody(argument, BodyLog.ofLocal(workflowRunId, argument.get("name").asText()), null)
                    .run(context.info().attempt(), null);
        }
        JsonNode details = context.heartbeatDetails(JsonNode.class).orElse(null);
        return new RecordedBody(argument, BodyLog.of(context.info().runId()), context).run(context.info().attempt(), details);
    }
}
