package travel;

import java.math.BigDecimal;
import java.time.Duration;

import io.quarkiverse.activities.failure.ApplicationFailure;
import io.quarkiverse.activities.workflow.Promise;
import io.quarkiverse.activities.workflow.Workflow;
import io.quarkiverse.activities.workflow.WorkflowContext;
import io.quarkiverse.activities.workflow.WorkflowMethod;

@Workflow
public class TripOffer {

    private final WorkflowContext workflow;
    private final Bookings bookings;

    TripOffer(WorkflowContext workflow, Bookings bookings) {
        this.workflow = workflow;
        this.bookings = bookings;
    }

    @WorkflowMethod
    public String offer(String destination, int limit) {
        // tag::parallel[]
        Promise<String> flight = workflow.async(() -> bookings.bookFlight(destination)); // <1>
        Promise<String> hotel = workflow.async(() -> bookings.bookHotel(destination));
        Promise.allOf(flight, hotel).get(); // <2>
        // end::parallel[]
        // tag::race[]
        Promise<BigDecimal> price = workflow.activity(Bookings.class, b -> b.priceOf(destination)).start(); // <1>
        Promise.anyOf(price, workflow.timer(Duration.ofMinutes(10))).get(); // <2>
        if (!price.isDone()) {
            price.cancel("took too long"); // <3>
            return "No price for " + flight.get() + " and " + hotel.get();
        }
        // end::race[]
        // tag::fail[]
        if (price.get().intValue() > limit) {
            throw ApplicationFailure.newFailure("A trip to " + destination + " is too expensive", "TooExpensive");
        }
        // end::fail[]
        return flight.get() + " and " + hotel.get() + " for " + price.get();
    }
}
