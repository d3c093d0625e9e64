package moving;

import io.quarkiverse.activities.workflow.ActivityFailure;
import io.quarkiverse.activities.workflow.Saga;
import io.quarkiverse.activities.workflow.Workflow;
import io.quarkiverse.activities.workflow.WorkflowContext;
import io.quarkiverse.activities.workflow.WorkflowMethod;

// tag::workflow[]
@Workflow
public class HolidayBooking {

    private final WorkflowContext workflow;
    private final Reservations reservations;

    HolidayBooking(WorkflowContext workflow, Reservations reservations) {
        this.workflow = workflow;
        this.reservations = reservations;
    }

    @WorkflowMethod
    public Holiday book(String name) {
        Saga saga = new Saga();
        try {
            String carRequest = workflow.uuid().toString(); // <1>
            saga.onFailure(() -> reservations.cancelCar(carRequest, name)); // <2>
            String car = reservations.reserveCar(carRequest, name);

            String roomRequest = workflow.uuid().toString();
            saga.onFailure(() -> reservations.cancelRoom(roomRequest, name));
            String room = reservations.reserveRoom(roomRequest, name);

            String seatRequest = workflow.uuid().toString();
            saga.onFailure(() -> reservations.cancelSeat(seatRequest, name));
            String seat = reservations.reserveSeat(seatRequest, name);
            return new Holiday(car, room, seat);
        } catch (ActivityFailure e) {
            workflow.detachedScope(saga::compensate).run(); // <3>
            throw e;
        }
    }

    public record Holiday(String car, String room, String seat) {
    }
}
// end::workflow[]
