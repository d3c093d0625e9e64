package io.quarkiverse.activities.workflow.runtime.definition;

import io.quarkiverse.activities.ActivityFunction;
import io.quarkiverse.activities.ActivityProcedure;
import io.quarkiverse.activities.runtime.definition.ActivityDefinitions;
import io.quarkiverse.activities.runtime.definition.Recorded;
import io.quarkiverse.activities.runtime.definition.Recording;
import io.quarkiverse.activities.workflow.runtime.replay.Stubs;

/** Records the calls of activities and workflows with the stubs that the build generated. */
public class RecordedStubs implements Stubs {

    private final ActivityDefinitions activities;
    private final WorkflowDefinitions workflows;

    public RecordedStubs(ActivityDefinitions activities, WorkflowDefinitions workflows) {
        this.activities = activities;
        this.workflows = workflows;
    }

    @Override
    public <T, R> RecordedCall record(Class<T> stub, ActivityFunction<T, R> call) {
        Recorded recorded = Recording.capture(activities.stub(stub), call);
        WorkflowClassMethod method = workflows.byMethod(recorded.methodKey());
        if (method == null) {
            return StubFactory.call(activities.called(recorded));
        }
        require(method, MethodKind.WORKFLOW);
        String queue = method.workflow().taskQueue();
        return new RecordedCall(method.workflow().type(), method.result() == null ? Void.class : method.result(),
                recorded.arguments(), method.result() == null ? Returned.NOTHING : Returned.VALUE,
                queue.isEmpty() ? null : queue);
    }

    @Override
    public <T> RecordedCall recordSignal(Class<T> stub, ActivityProcedure<T> call) {
        RecordedMethod signal = record(stub, MethodKind.SIGNAL, workflow -> {
            call.apply(workflow);
            return null;
        });
        return new RecordedCall(signal.method().name(), Void.class, signal.arguments(), Returned.NOTHING, null);
    }

    /** A method of a workflow class that was called on a stub, and its arguments. */
    public record RecordedMethod(WorkflowClassMethod method, Object[] arguments) {
    }

    /**
     * {@return the call of a method of a workflow class that a client makes}
     *
     * @throws IllegalArgumentException if it is of another kind
     */
    public <T> RecordedMethod record(Class<T> stub, MethodKind kind, ActivityFunction<T, ?> call) {
        Recorded recorded = Recording.capture(activities.stub(stub), call);
        WorkflowClassMethod method = workflows.byMethod(recorded.methodKey());
        if (method == null) {
            throw new IllegalArgumentException(stub.getName() + " is not a workflow; put @Workflow on it");
        }
        require(method, kind);
        return new RecordedMethod(method, recorded.arguments());
    }

    private static void require(WorkflowClassMethod method, MethodKind kind) {
        if (method.kind() != kind) {
            throw new IllegalArgumentException(method.workflow().declaringClass() + "#" + method.name() + " is "
                    + method.kind().text() + ", but this call needs " + kind.text());
        }
    }
}
