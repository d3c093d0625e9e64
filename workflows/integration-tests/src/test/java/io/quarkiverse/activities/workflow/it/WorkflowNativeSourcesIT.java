package io.quarkiverse.activities.workflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.it.Database;
import io.quarkiverse.activities.it.NativeSources;

/** Tests the input of the native compiler for an application with workflows. */
class WorkflowNativeSourcesIT {

    private static final String APPLICATION = "io.quarkiverse.activities.workflow.it.";

    private final NativeSources sources;

    WorkflowNativeSourcesIT() throws IOException {
        sources = new NativeSources(Database.buildDirectory());
    }

    @Test
    void entitiesAreReflective() {
        for (String entity : List.of("WorkflowExecution", "WorkflowExecutionClosed", "WorkflowRow")) {
            sources.assertReflectiveEntity("io.quarkiverse.activities.workflow.entity." + entity);
        }
    }

    @Test
    void payloadTypesOfWorkflowsAreReflective() {
        sources.assertReflective(APPLICATION + "Journey$Progress");
        sources.assertReflective(APPLICATION + "Journey$Progress$Word");
    }

    @Test
    void workflowsAreCalledWithoutReflection() {
        assertThat(sources.reflective().keySet()).doesNotContain(APPLICATION + "Journey")
                .noneMatch(name -> name.contains("_Invoker"));
    }

    @Test
    void noClassOfTheExtensionIsInitializedAtRunTime() throws IOException {
        assertThat(sources.arguments()).contains("-runner.jar").doesNotContain("io.quarkiverse.activities");
    }
}
