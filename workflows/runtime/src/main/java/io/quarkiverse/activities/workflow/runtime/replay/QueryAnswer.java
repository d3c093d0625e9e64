package io.quarkiverse.activities.workflow.runtime.replay;

import io.quarkiverse.activities.spi.Payload;

/** The answer to a query. */
public sealed interface QueryAnswer {

    /** @param result the result, or null if there is none */
    record Answered(Payload result) implements QueryAnswer {
    }

    /** There is no such query, or its method threw an exception. */
    record Refused(Throwable cause) implements QueryAnswer {
    }
}
