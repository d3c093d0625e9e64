package travel;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.activities.Activity;

/** Sends mails about expense reports, and pays. Remembers what it did, for the tests. */
@ApplicationScoped
public class Expenses {

    private final List<String> done = new CopyOnWriteArrayList<>();

    public List<String> done() {
        return done;
    }

    @Activity(startToCloseTimeout = "10s")
    public void askForDecision(long report) {
        done.add("asked about " + report);
    }

    @Activity(startToCloseTimeout = "10s")
    public void remind(long report, int number) {
        done.add("reminded of " + report + ", " + number);
    }

    @Activity(startToCloseTimeout = "10s")
    public void payBack(long report) {
        done.add("paid " + report);
    }
}
