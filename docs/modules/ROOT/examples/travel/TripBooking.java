package travel;

import io.quarkiverse.activities.workflow.ActivityFailure;
import io.quarkiverse.activities.workflow.Saga;
import io.quarkiverse.activities.workflow.Workflow;
import io.quarkiverse.activities.workflow.WorkflowMethod;

// tag::saga[]
@Workflow
public class TripBooking {

    private final Bookings bookings;

    TripBooking(Bookings bookings) {
        this.bookings = bookings;
    }

    @WorkflowMethod
    public String book(String destination) {
        Saga saga = new Saga();
        try {
            String flight = bookings.bookFlight(destination);
            saga.onFailure(() -> bookings.cancelBooking(flight));
            String hotel = bookings.bookHotel(destination);
            saga.onFailure(() -> bookings.cancelBooking(hotel));
            return flight + ", " + hotel;
        } catch (ActivityFailure e) {
            saga.compensate();
            throw e;
        }
    }
}
// end::saga[]
