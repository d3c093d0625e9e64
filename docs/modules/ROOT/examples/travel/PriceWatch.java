package travel;

import java.math.BigDecimal;
import java.time.Duration;

import io.quarkiverse.activities.workflow.SignalMethod;
import io.quarkiverse.activities.workflow.Workflow;
import io.quarkiverse.activities.workflow.WorkflowContext;
import io.quarkiverse.activities.workflow.WorkflowMethod;

// tag::workflow[]
@Workflow
public class PriceWatch {

    private final WorkflowContext workflow;
    private final Bookings bookings;
    private BigDecimal limit;

    PriceWatch(WorkflowContext workflow, Bookings bookings, String destination, BigDecimal limit) { // <1>
        this.workflow = workflow;
        this.bookings = bookings;
        this.limit = limit;
    }

    @WorkflowMethod
    public BigDecimal watch(String destination, BigDecimal firstLimit) {
        BigDecimal price = bookings.priceOf(destination);
        while (price.compareTo(limit) > 0) {
            if (workflow.continueAsNewSuggested()) { // <2>
                workflow.continueAsNew(destination, limit); // <3>
            }
            workflow.sleep(Duration.ofHours(1));
            price = bookings.priceOf(destination);
        }
        return price;
    }

    @SignalMethod
    public void changeLimit(BigDecimal newLimit) {
        limit = newLimit;
    }
}
// end::workflow[]
