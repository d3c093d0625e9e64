package travel;

import java.math.BigDecimal;
import java.time.Duration;

import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.workflow.WorkflowContext;

/** Options of Local Activities that are set in the call. */
class LocalCalls {

    // tag::call[]
    static BigDecimal price(WorkflowContext workflow, String destination) {
        return workflow.local(Bookings.class, b -> b.priceOf(destination))
                .startToCloseTimeout(Duration.ofSeconds(2))
                .retry(RetryOptions.create().maximumAttempts(3))
                .execute();
    }
    // end::call[]
}
