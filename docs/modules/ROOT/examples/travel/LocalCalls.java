package travel;

import java.math.BigDecimal;
import java.time.Duration;

import jakarta.enterprise.inject.spi.CDI;

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

    // tag::transactional[]
    static String invoice(WorkflowContext workflow, String destination) {
        return workflow.transactionalStep("invoice", String.class,
                () -> CDI.current().select(Invoices.class).get().create(destination));
    }
    // end::transactional[]

    // tag::transactional-options[]
    static String invoiceWithRetries(WorkflowContext workflow, String destination) {
        return workflow.localStep("invoice", String.class, () -> CDI.current().select(Invoices.class).get().create(destination))
                .transactional()
                .retry(RetryOptions.create().maximumAttempts(5))
                .execute();
    }
    // end::transactional-options[]

    interface Invoices {
        String create(String destination);
    }
}
