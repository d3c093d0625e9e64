package travel;

import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.RetryPolicy;

/** Books flights and hotels. Remembers what it did, for the tests. */
@ApplicationScoped
public class Bookings {

    private final List<String> done = new CopyOnWriteArrayList<>();

    public List<String> done() {
        return done;
    }

    // tag::activities[]
    @Activity(startToCloseTimeout = "30s")
    public String bookFlight(String destination) {
        return book("flight to " + destination);
    }

    @Activity(startToCloseTimeout = "30s", retry = @RetryPolicy(nonRetryable = NoVacancyException.class)) // <1>
    public String bookHotel(String destination) {
        if (destination.equals("Atlantis")) {
            throw new NoVacancyException("No free hotel in " + destination);
        }
        return book("hotel in " + destination);
    }

    @Activity(startToCloseTimeout = "30s")
    public void cancelBooking(String booking) {
        done.add("canceled " + booking);
    }
    // end::activities[]

    @Activity(startToCloseTimeout = "30s")
    public BigDecimal priceOf(String destination) {
        return BigDecimal.valueOf(100L * destination.length());
    }

    @Activity(startToCloseTimeout = "30s")
    public void insure(String booking) {
        done.add("insured " + booking);
    }

    private String book(String what) {
        done.add("booked " + what);
        return what;
    }
}
