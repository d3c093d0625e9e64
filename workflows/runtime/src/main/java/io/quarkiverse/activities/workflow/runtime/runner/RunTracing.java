package io.quarkiverse.activities.workflow.runtime.runner;

import io.quarkiverse.activities.workflow.runtime.store.RunRow;

/** Creates spans. An implementation is a bean. */
public interface RunTracing {

    /** Ends a span. */
    interface Current extends AutoCloseable {

        @Override
        void close();
    }

    /** {@return the span of a start, which is current on the calling thread until it is closed} */
    Current start(String workflowType, String workflowId, String taskQueue);

    /** {@return the span of the Workflow Tasks of a claimed run, which is current on the calling thread until it is closed} */
    Current task(RunRow run);
}
