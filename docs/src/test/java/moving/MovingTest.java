package moving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.failure.ApplicationFailure;
import io.quarkiverse.activities.test.ActivityTestControl;
import io.quarkiverse.activities.workflow.ActivityFailure;
import io.quarkiverse.activities.workflow.WorkflowClient;
import io.quarkiverse.activities.workflow.WorkflowFailedException;
import io.quarkus.test.junit.QuarkusTest;
import moving.CustomerSubscription.Customer;
import moving.HolidayBooking.Holiday;

/** Temporal's samples do here what they do in Temporal. */
@QuarkusTest
class MovingTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    @Inject
    MovingClient client;

    @Inject
    WorkflowClient workflows;

    @Inject
    Bank bank;

    @Inject
    CustomerCare care;

    @Inject
    Reservations reservations;

    @Inject
    ActivityTestControl control;

    @Test
    void moneyIsTransferred() throws Exception {
        bank.open("account1", 100);
        bank.open("account2", 0);
        client.requestTransfer("account1", "account2", "r1", 30);
        workflows.handle("transfer-r1").result(TIMEOUT);
        assertThat(bank.balance("account1")).isEqualTo(70);
        assertThat(bank.balance("account2")).isEqualTo(30);
    }

    @Test
    void moneyIsGivenBackIfTheOtherAccountIsClosed() {
        bank.open("account3", 100);
        client.requestTransfer("account3", "closed", "r2", 30);
        assertThatThrownBy(() -> workflows.handle("transfer-r2").result(TIMEOUT))
                .isInstanceOf(WorkflowFailedException.class).hasCauseInstanceOf(ActivityFailure.class)
                .hasRootCauseMessage("There is no account closed");
        assertThat(bank.attempts("r2")).isEqualTo(3);
        assertThat(bank.balance("account3")).isEqualTo(100);
    }

    @Test
    void aSubscriptionIsChargedForEachPeriod() throws Exception {
        String ada = "ada@example.com";
        client.subscribe(new Customer(ada, Duration.ofDays(14), Duration.ofDays(30), 3, 120));
        long charge = client.subscription(ada).query(s -> s.charge());
        assertThat(charge).isEqualTo(120);
        assertThat(client.changeCharge(ada, 300)).isEqualTo(300);

        awaitDone(ada, "welcome");
        control.advanceTime(Duration.ofDays(14));
        awaitDone(ada, "charged 300 for period 0");
        int period = client.subscription(ada).query(s -> s.period());
        assertThat(period).isZero();
        client.changeCharge(ada, 400);
        control.advanceTime(Duration.ofDays(30));
        awaitDone(ada, "charged 400 for period 1");
        control.advanceTime(Duration.ofDays(30));
        awaitDone(ada, "charged 400 for period 2");
        control.advanceTime(Duration.ofDays(30));
        assertThat(workflows.handle("customer-" + ada).result(TIMEOUT)).isEqualTo("over");
        assertThat(care.done(ada)).hasSize(5).endsWith("offered a renewal");
    }

    @Test
    void aSubscriptionIsCanceledInTheTrialOrLater() throws Exception {
        String bob = "bob@example.com";
        client.subscribe(new Customer(bob, Duration.ofDays(14), Duration.ofDays(30), 3, 120));
        client.subscription(bob).signal(s -> s.cancel());
        assertThat(workflows.handle("customer-" + bob).result(TIMEOUT)).isEqualTo("canceled in the trial");
        assertThat(care.done(bob)).containsExactly("welcome", "trial ended");

        String eve = "eve@example.com";
        client.subscribe(new Customer(eve, Duration.ZERO, Duration.ofDays(30), 3, 120));
        awaitDone(eve, "charged 120 for period 0");
        control.advanceTime(Duration.ofDays(30));
        awaitDone(eve, "charged 120 for period 1");
        client.subscription(eve).signal(s -> s.cancel());
        assertThat(workflows.handle("customer-" + eve).result(TIMEOUT)).isEqualTo("canceled in period 1");
        assertThat(care.done(eve)).endsWith("subscription ended").hasSize(4);
    }

    @Test
    void aHolidayIsBooked() {
        assertThat(client.book("Ada")).isEqualTo(new Holiday("car of Ada", "room of Ada", "seat of Ada"));
        assertThat(reservations.done("Ada")).containsExactly("reserved car", "reserved room", "reserved seat");
    }

    @Test
    void aHolidayThatFailsIsCanceledInReverse() {
        assertThatThrownBy(() -> client.book("Icarus")).isInstanceOf(WorkflowFailedException.class).rootCause()
                .isInstanceOfSatisfying(ApplicationFailure.class, e -> assertThat(e.type()).isEqualTo("BookingFailure"))
                .hasMessage("No airline takes Icarus");
        assertThat(reservations.done("Icarus")).containsExactly("reserved car", "reserved room", "canceled seat",
                "canceled room", "canceled car");
    }

    /** Waits until the workflow waits for the next period: a query shows all results that have arrived. */
    private void awaitDone(String email, String what) {
        var subscription = client.subscription(email);
        await().atMost(TIMEOUT).until(() -> care.done(email).contains(what)
                && subscription.describe().openActivities().isEmpty());
        subscription.query(s -> s.period());
    }
}
