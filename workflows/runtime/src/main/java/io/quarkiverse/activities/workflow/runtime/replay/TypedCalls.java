package io.quarkiverse.activities.workflow.runtime.replay;

import io.quarkiverse.activities.workflow.LocalActivity;
import io.quarkiverse.activities.workflow.WorkflowActivity;
import io.quarkiverse.activities.workflow.WorkflowContext;
import io.quarkiverse.activities.workflow.runtime.replay.Stubs.RecordedCall;

/** The context of a run, as stubs of activities use it. */
public interface TypedCalls extends WorkflowContext {

    /** Describes the call of an activity. Does not start it. */
    WorkflowActivity<Object> activity(RecordedCall call);

    /** Describes the call of a Local Activity. Does not start it. */
    LocalActivity<Object> local(RecordedCall call);
}
