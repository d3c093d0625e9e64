package io.quarkiverse.activities.workflow.runtime.definition;

import java.util.List;
import java.util.function.Function;

import org.eclipse.microprofile.config.ConfigProvider;

import io.quarkiverse.activities.runtime.definition.ActivityDefinitions;
import io.quarkus.arc.SyntheticCreationalContext;
import io.quarkus.runtime.annotations.Recorder;

/** Registers the Workflow Definitions when the application starts. */
@Recorder
public class WorkflowRecorder {

    public Function<SyntheticCreationalContext<WorkflowDefinitions>, WorkflowDefinitions> definitions(
            List<WorkflowData> found, String build) {
        return context -> create(found, build, context.getInjectedReference(ActivityDefinitions.class));
    }

    public Function<SyntheticCreationalContext<RecordedStubs>, RecordedStubs> stubs() {
        return context -> new RecordedStubs(context.getInjectedReference(ActivityDefinitions.class),
                context.getInjectedReference(WorkflowDefinitions.class));
    }

    static WorkflowDefinitions create(List<WorkflowData> found, String build, ActivityDefinitions activities) {
        WorkflowExpressions.expand(found, ConfigProvider.getConfig());
        StubFactory stubs = new StubFactory(activities);
        return new WorkflowDefinitions(found.stream().map(data -> new WorkflowClass(data, stubs)).toList(), build);
    }
}
