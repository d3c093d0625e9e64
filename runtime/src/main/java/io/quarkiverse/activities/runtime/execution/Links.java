package io.quarkiverse.activities.runtime.execution;

import java.util.UUID;

/**
 * The runs that belong to an execution. The state machine does not read them.
 *
 * @param runAgainOf the earlier run that this one repeats, or null
 * @param ranAgainAs the later run that repeats this one, or null
 * @param followUp the run of the follow-up that started when this execution closed without a result, or null
 */
public record Links(UUID runAgainOf, UUID ranAgainAs, UUID followUp) {

    public static final Links NONE = new Links(null, null, null);
}
