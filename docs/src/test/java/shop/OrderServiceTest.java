package shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityDescription;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.entity.ActivityExecutionClosed;
import io.quarkiverse.activities.failure.ActivityAlreadyStartedException;
import io.quarkiverse.activities.failure.ActivityFailedException;
import io.quarkus.test.junit.QuarkusTest;

/** The guide's examples of starts, options, results and follow-ups do what the guide says. */
@QuarkusTest
class OrderServiceTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    @Inject
    OrderService orders;

    @Inject
    Dashboard dashboard;

    @Inject
    ActivityClient activities;

    @Test
    void returnsResultsAndFailures() throws Exception {
        assertThat(orders.charge(1, BigDecimal.TEN).result(TIMEOUT)).isEqualTo("R-1");
        assertThat(orders.receiptAsync(1).toCompletableFuture().get(60, TimeUnit.SECONDS)).isEqualTo("R-1");
        assertThat(orders.chargeByName(2, BigDecimal.TEN).result(TIMEOUT)).isEqualTo("R-2");
        assertThat(orders.sendMail("ada@example.com", "Hello").result(TIMEOUT)).isNull();

        orders.charge(3, BigDecimal.ZERO);
        assertThat(orders.outcome(3)).isEqualTo("Not paid: Order 3: nothing to charge");
        assertThat(dashboard.failedCharges()).extracting(ActivityExecutionClosed::getActivityId).contains("purchase-3")
                .doesNotContain("purchase-1");
    }

    @Test
    void appliesTheOptionsOfTheCall() {
        ActivityHandle<String> tomorrow = orders.chargeTomorrow(4, BigDecimal.TEN);

        ActivityDescription description = tomorrow.describe();
        assertThat(description.startDelay()).isEqualTo(Duration.ofDays(1));
        assertThat(description.priority()).isEqualTo(1);
        assertThat(description.startToCloseTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(description.retry().maximumAttempts()).isEqualTo(3);
        tomorrow.terminate("The test has seen enough");
    }

    @Test
    void startsTheSameIdOnlyOnce() throws Exception {
        assertThat(orders.chargeOnce(5, BigDecimal.TEN).result(TIMEOUT)).isEqualTo("R-5");
        assertThatThrownBy(() -> orders.chargeOnce(5, BigDecimal.TEN)).isInstanceOf(ActivityAlreadyStartedException.class);
    }

    @Test
    void startsManyAtOnce() throws Exception {
        List<ActivityHandle<String>> charges = orders.chargeAll(List.of(purchase(6), purchase(7)));

        assertThat(charges).hasSize(2);
        assertThat(charges.get(1).result(TIMEOUT)).isEqualTo("R-7");
    }

    private static Purchase purchase(long id) {
        Purchase purchase = new Purchase();
        purchase.id = id;
        purchase.amount = BigDecimal.TEN;
        return purchase;
    }

    @Test
    void aFollowUpRunsWhenAnExecutionFails() {
        ActivityHandle<String> invoice = activities.call(Invoices.class, i -> i.printInvoice(8)).start();

        assertThatThrownBy(() -> invoice.result(TIMEOUT)).isInstanceOf(ActivityFailedException.class);
        await().atMost(TIMEOUT).untilAsserted(() -> assertThat(
                activities.count("ActivityType = 'InvoiceFailed' AND ExecutionStatus = 'Completed'").total()).isEqualTo(1));
        assertThat(invoice.describe().status()).isEqualTo(ActivityStatus.FAILED);
    }
}
