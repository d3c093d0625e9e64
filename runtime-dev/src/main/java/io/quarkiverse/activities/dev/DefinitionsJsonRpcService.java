package io.quarkiverse.activities.dev;

import java.util.List;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.activities.ActivityCall;
import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.runtime.definition.ActivityDefinition;
import io.quarkiverse.activities.runtime.definition.ActivityDefinitions;
import io.quarkiverse.activities.runtime.payload.Payloads;
import io.quarkiverse.activities.runtime.store.ActivityStore;
import io.quarkus.runtime.annotations.DevMCPEnableByDefault;
import io.quarkus.runtime.annotations.JsonRpcDescription;

/** Lists the Activity Definitions and starts executions of them, for the Dev UI and Dev MCP. */
@ApplicationScoped
public class DefinitionsJsonRpcService {

    private final ActivityClient activities;
    private final ActivityDefinitions definitions;
    private final Payloads payloads;
    private final ActivityStore store;

    DefinitionsJsonRpcService(ActivityClient activities, ActivityDefinitions definitions, Payloads payloads,
            ActivityStore store) {
        this.store = store;
        this.activities = activities;
        this.definitions = definitions;
        this.payloads = payloads;
    }

    @JsonRpcDescription("List the Activity Definitions of the application: type, Task Queue, parameters, effective options,"
            + " where each option was set, and whether the type is paused")
    @DevMCPEnableByDefault
    public List<DefinitionView> listDefinitions() {
        Set<String> paused = store.sharedSettings().pausedTypes();
        return definitions.all().stream().map(one -> DefinitionView.of(one, paused.contains(one.type()))).toList();
    }

    @JsonRpcDescription("Start an Activity Execution. The message of the answer is its Activity Id")
    @DevMCPEnableByDefault
    public Answer start(@JsonRpcDescription("The Activity Type") String activityType,
            @JsonRpcDescription("The Task Queue of the Activity Definition") String taskQueue,
            @JsonRpcDescription("The arguments as a JSON list") String arguments,
            @JsonRpcDescription("The Activity Id. Pass an empty string to generate one") String activityId) {
        return Answer.to(() -> {
            ActivityDefinition definition = definitions.find(taskQueue, activityType).orElseThrow(
                    () -> new IllegalArgumentException(
                            "Task Queue " + taskQueue + " has no Activity Definition of type " + activityType));
            ActivityCall<Object> call = activities
                    .call(activityType, Object.class, payloads.parseArguments(arguments, definition.parameters()))
                    .taskQueue(taskQueue);
            if (activityId != null && !activityId.isBlank()) {
                call.id(activityId);
            }
            return call.start().id();
        });
    }
}
