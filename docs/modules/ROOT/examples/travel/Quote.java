package travel;

import java.math.BigDecimal;
import java.time.LocalDate;

import io.quarkiverse.activities.RetryPolicy;
import io.quarkiverse.activities.workflow.LocalActivityStub;
import io.quarkiverse.activities.workflow.Workflow;
import io.quarkiverse.activities.workflow.WorkflowContext;
import io.quarkiverse.activities.workflow.WorkflowMethod;

// tag::workflow[]
@Workflow
public class Quote {

    private final WorkflowContext workflow;
    private final Bookings bookings;

    Quote(WorkflowContext workflow,
            @LocalActivityStub(startToCloseTimeout = "2s", retry = @RetryPolicy(maximumAttempts = 3)) Bookings bookings) { // <1>
        this.workflow = workflow;
        this.bookings = bookings;
    }

    @WorkflowMethod
    public String quote(String destination) {
        BigDecimal price = bookings.priceOf(destination); // <2>
        LocalDate until = workflow.step("validity", LocalDate.class, () -> LocalDate.now().plusDays(14)); // <3>
        return destination + " for " + price + ", valid until " + until;
    }
}
// end::workflow[]
