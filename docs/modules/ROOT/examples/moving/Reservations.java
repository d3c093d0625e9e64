package moving;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.failure.ApplicationFailure;

/** Remembers what it did, for the tests. */
@ApplicationScoped
public class Reservations {

    private final List<String> done = new CopyOnWriteArrayList<>();

    /** {@return what was done for this name, in order} */
    public List<String> done(String name) {
        return done.stream().filter(line -> line.endsWith(" for " + name)).map(line -> line.split(" for ")[0]).toList();
    }

    @Activity(startToCloseTimeout = "10s")
    public String reserveCar(String request, String name) {
        return reserve("car", name);
    }

    @Activity(startToCloseTimeout = "10s")
    public String reserveRoom(String request, String name) {
        return reserve("room", name);
    }

    // tag::fails[]
    @Activity(startToCloseTimeout = "10s")
    public String reserveSeat(String request, String name) {
        if (name.equals("Icarus")) {
            throw ApplicationFailure.newNonRetryableFailure("No airline takes " + name, "BookingFailure");
        }
        return reserve("seat", name);
    }
    // end::fails[]

    @Activity(startToCloseTimeout = "10s")
    public void cancelCar(String request, String name) {
        done.add("canceled car for " + name);
    }

    @Activity(startToCloseTimeout = "10s")
    public void cancelRoom(String request, String name) {
        done.add("canceled room for " + name);
    }

    @Activity(startToCloseTimeout = "10s")
    public void cancelSeat(String request, String name) {
        done.add("canceled seat for " + name);
    }

    private String reserve(String what, String name) {
        done.add("reserved " + what + " for " + name);
        return what + " of " + name;
    }
}
