package shop;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.IdConflictPolicy;
import io.quarkiverse.activities.IdReusePolicy;
import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.failure.ActivityFailedException;

@ApplicationScoped
public class OrderService {

    @Inject
    ActivityClient activities;

    // tag::start[]
    public ActivityHandle<String> charge(long order, BigDecimal amount) {
        return activities.call(Payments.class, p -> p.charge(order, amount)) // <1>
                .id("purchase-" + order) // <2>
                .start(); // <3>
    }
    // end::start[]

    // tag::void[]
    public ActivityHandle<Void> sendMail(String to, String text) {
        return activities.callVoid(Mails.class, m -> m.sendMail(to, text)).start();
    }
    // end::void[]

    // tag::by-name[]
    public ActivityHandle<String> chargeByName(long order, BigDecimal amount) {
        return activities.call("Charge", String.class, order, amount)
                .startToCloseTimeout(Duration.ofSeconds(30))
                .start();
    }
    // end::by-name[]

    // tag::options[]
    public ActivityHandle<String> chargeTomorrow(long order, BigDecimal amount) {
        return activities.call(Payments.class, p -> p.charge(order, amount))
                .startDelay(Duration.ofDays(1))
                .priority(1)
                .startToCloseTimeout(Duration.ofSeconds(10))
                .retry(RetryOptions.create().maximumAttempts(3))
                .start();
    }
    // end::options[]

    // tag::id-policies[]
    public ActivityHandle<String> chargeOnce(long order, BigDecimal amount) {
        return activities.call(Payments.class, p -> p.charge(order, amount))
                .id("purchase-" + order)
                .conflictPolicy(IdConflictPolicy.USE_EXISTING) // <1>
                .reusePolicy(IdReusePolicy.REJECT_DUPLICATE) // <2>
                .start();
    }
    // end::id-policies[]

    // tag::start-all[]
    public List<ActivityHandle<String>> chargeAll(List<Purchase> purchases) {
        return activities.startAll(purchases.stream()
                .map(purchase -> activities.call(Payments.class, p -> p.charge(purchase.id, purchase.amount)))
                .toList());
    }
    // end::start-all[]

    // tag::failure[]
    public String outcome(long order) throws TimeoutException {
        try {
            return activities.handle("purchase-" + order, String.class).result(Duration.ofSeconds(10)); // <1>
        } catch (ActivityFailedException e) {
            return "Not paid: " + e.getCause().getMessage(); // <2>
        }
    }
    // end::failure[]

    // tag::async[]
    public CompletionStage<String> receiptAsync(long order) {
        return activities.handle("purchase-" + order, String.class).resultAsync();
    }
    // end::async[]
}
