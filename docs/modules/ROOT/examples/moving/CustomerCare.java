package moving;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.activities.Activity;
import moving.CustomerSubscription.Customer;

/** Remembers what it did, for the tests. */
@ApplicationScoped
public class CustomerCare {

    private final List<String> done = new CopyOnWriteArrayList<>();

    /** {@return what was done for this customer, in order} */
    public List<String> done(String email) {
        return done.stream().filter(line -> line.startsWith(email)).map(line -> line.substring(email.length() + 2)).toList();
    }

    @Activity(name = "WelcomeCustomer", startToCloseTimeout = "5s")
    public void welcome(Customer customer) {
        log(customer, "welcome");
    }

    @Activity(startToCloseTimeout = "5s")
    public void endTrial(Customer customer) {
        log(customer, "trial ended");
    }

    @Activity(name = "ChargeCustomer", startToCloseTimeout = "5s")
    public void charge(Customer customer, int period, long charge) {
        log(customer, "charged " + charge + " for period " + period);
    }

    @Activity(startToCloseTimeout = "5s")
    public void endSubscription(Customer customer) {
        log(customer, "subscription ended");
    }

    @Activity(startToCloseTimeout = "5s")
    public void offerRenewal(Customer customer) {
        log(customer, "offered a renewal");
    }

    private void log(Customer customer, String what) {
        done.add(customer.email() + ": " + what);
    }
}
