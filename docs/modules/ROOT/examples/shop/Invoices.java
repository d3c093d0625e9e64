package shop;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.FailedExecution;
import io.quarkiverse.activities.RetryPolicy;
import io.quarkus.logging.Log;

@ApplicationScoped
public class Invoices {

    // tag::follow-up[]
    @Activity(startToCloseTimeout = "1m", retry = @RetryPolicy(maximumAttempts = 3), onFailure = "InvoiceFailed") // <1>
    public String printInvoice(long order) {
        throw new IllegalStateException("The printer is out of paper");
    }

    @Activity(startToCloseTimeout = "10s")
    public void invoiceFailed(FailedExecution failed) { // <2>
        long order = failed.argument(0, Long.class); // <3>
        Log.errorf("No invoice for order %d: %s", order, failed.failureMessage());
    }
    // end::follow-up[]
}
