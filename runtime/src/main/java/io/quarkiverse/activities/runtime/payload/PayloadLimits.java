package io.quarkiverse.activities.runtime.payload;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.quarkiverse.activities.runtime.config.ActivitiesRuntimeConfig;
import io.quarkiverse.activities.runtime.execution.FailureLimit;
import io.quarkiverse.activities.spi.Failure;

/**
 * Limits the size of payloads, because rows are not meant for files. A larger payload refuses a start. In an attempt, it leads
 * to a failure of the engine that is not retried, because the next attempt would most likely produce the same payload.
 */
@Singleton
public class PayloadLimits {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.activities");

    private final long warnSize;
    private final long maxSize;

    @Inject
    PayloadLimits(ActivitiesRuntimeConfig config) {
        this(config.payload().warnSize().asLongValue(), config.payload().maxSize().asLongValue());
    }

    PayloadLimits(long warnSize, long maxSize) {
        this.warnSize = warnSize;
        this.maxSize = maxSize;
    }

    /**
     * Checks a payload of a start. Logs a warning above {@code quarkus.activities.payload.warn-size}.
     *
     * @param what the payload, for messages, for example "The input of activity "
     * @throws IllegalArgumentException if the payload is larger than the limit
     */
    public void checkStart(String what, String activityType, byte[] payload) {
        if (isOver(what, activityType, payload)) {
            throw new IllegalArgumentException(problem(what, activityType, payload));
        }
    }

    /** @throws OversizedException if the result is larger than the limit */
    public void checkResult(String activityType, byte[] result) {
        if (isOver("The result of ", activityType, result)) {
            throw new OversizedException(failure("Complete result exceeds size limit: the result of ", activityType, result));
        }
    }

    /** {@return the failure of the attempt if its heartbeat details are larger than the limit, otherwise null} */
    public Failure heartbeatDetails(String activityType, byte[] details) {
        return isOver("The heartbeat details of ", activityType, details)
                ? failure("Heartbeat details exceed size limit: the heartbeat details of ", activityType, details)
                : null;
    }

    /** {@return the failure of the attempt if the details of its cancellation are larger than the limit, otherwise null} */
    public Failure cancelDetails(String activityType, byte[] details) {
        return isOver("The cancel details of ", activityType, details)
                ? failure("Cancel details exceed size limit: the cancel details of ", activityType, details)
                : null;
    }

    /**
     * {@return the failure itself or, if it is larger than the limit, a server failure with a shortened copy as its cause}
     */
    public Failure within(Failure failure) {
        return FailureLimit.within(failure, maxSize);
    }

    private boolean isOver(String what, String activityType, byte[] payload) {
        if (payload == null || payload.length <= warnSize && payload.length <= maxSize) {
            return false;
        }
        if (payload.length > maxSize) {
            return true;
        }
        LOG.warnf("%s%s takes %d bytes. Payloads of more than %d bytes are refused (quarkus.activities.payload.max-size)", what,
                activityType, payload.length, maxSize);
        return false;
    }

    private Failure failure(String what, String activityType, byte[] payload) {
        return Failure.server(problem(what, activityType, payload), true, null);
    }

    private String problem(String what, String activityType, byte[] payload) {
        return what + activityType + " takes " + payload.length + " bytes, more than the limit of " + maxSize
                + ". Store it elsewhere and pass a reference, or raise quarkus.activities.payload.max-size";
    }
}
