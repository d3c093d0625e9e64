package travel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.activities.workflow.WorkflowFailedException;
import io.quarkiverse.activities.workflow.test.TestWorkflowEnvironment;
import io.quarkiverse.activities.workflow.test.TestWorkflowRun;
import io.quarkiverse.activities.workflow.test.WorkflowReplayer;

class TripBookingTest {

    // tag::environment[]
    private final Bookings bookings = new Bookings(); // <1>
    private final TestWorkflowEnvironment environment = TestWorkflowEnvironment.newInstance()
            .activities(Bookings.class, bookings); // <2>

    @Test
    void aTripIsBooked() {
        TestWorkflowRun<TripBooking, String> trip = environment.start(TripBooking.class, t -> t.book("Rome")); // <3>
        assertThat(trip.result()).isEqualTo("flight to Rome, hotel in Rome");
        assertThat(trip.calls()).containsExactly("BookFlight", "BookHotel");
    }

    @Test
    void aTripIsUndone() {
        TestWorkflowRun<TripBooking, String> trip = environment.start(TripBooking.class, t -> t.book("Atlantis"));
        assertThatThrownBy(trip::result).isInstanceOf(WorkflowFailedException.class);
        assertThat(bookings.done()).contains("canceled flight to Atlantis");
    }
    // end::environment[]

    // tag::time[]
    @Test
    void aBusyAirlineIsAskedAgain() {
        environment.activity("BookFlight", call -> { // <1>
            if (call.attempt() < 3) {
                throw new IllegalStateException("busy");
            }
            return "flight to " + call.argument(0, String.class);
        }).takes("BookHotel", Duration.ofSeconds(20)); // <2>
        TestWorkflowRun<TripBooking, String> trip = environment.start(TripBooking.class, t -> t.book("Rome"));
        var begin = trip.now();
        assertThat(trip.result()).startsWith("flight to Rome");
        assertThat(Duration.between(begin, trip.now())).isEqualTo(Duration.ofSeconds(23)); // <3>
    }
    // end::time[]

    @Test
    void aJournalIsReplayed(@TempDir Path journals) throws Exception {
        TestWorkflowRun<TripBooking, String> trip = environment.start(TripBooking.class, t -> t.book("Rome"));
        trip.result();
        Path file = Files.writeString(journals.resolve("trip.json"), trip.exportJournal());
        // tag::replay[]
        WorkflowReplayer.replay(TripBooking.class, file);
        // end::replay[]
    }
}
