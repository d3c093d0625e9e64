package shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityDescription;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.failure.ActivityFailedException;
import io.quarkiverse.activities.failure.CanceledFailure;
import io.quarkus.test.junit.QuarkusTest;

/** The guide's examples of retries, heartbeats, cancellation and the administration of executions do what the guide says. */
@QuarkusTest
class RetriesTest {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

    @Inject
    ActivityClient activities;

    @Inject
    ExecutionAdmin admin;

    @Inject
    PayoutService payouts;

    @Test
    void aBusyBankIsAskedAgainAndAClosedAccountIsNot() throws Exception {
        ActivityHandle<String> open = payOut("DE1", BigDecimal.TEN);
        assertThat(open.result(LONG_ENOUGH)).isEqualTo("paid");
        assertThat(open.describe().attempt()).isEqualTo(2);

        assertThat(retryState(payOut("", BigDecimal.TEN))).isEqualTo(RetryState.NON_RETRYABLE_FAILURE);
        assertThat(retryState(payOut("DE1", BigDecimal.ZERO))).isEqualTo(RetryState.NON_RETRYABLE_FAILURE);
    }

    @Test
    void aFailedPayoutNotifiesAccounting() {
        assertThat(retryState(payouts.requestPayout("", BigDecimal.TEN))).isEqualTo(RetryState.NON_RETRYABLE_FAILURE);
        await().atMost(LONG_ENOUGH).untilAsserted(() -> assertThat(
                activities.count("ActivityType = 'NotifyAccounting' AND ExecutionStatus = 'Completed'").total()).isEqualTo(1));
    }

    private ActivityHandle<String> payOut(String account, BigDecimal amount) {
        return activities.call(Payouts.class, p -> p.payOut(account, amount)).start();
    }

    private static RetryState retryState(ActivityHandle<?> handle) {
        return catchFailed(handle).retryState().orElseThrow();
    }

    private static ActivityFailedException catchFailed(ActivityHandle<?> handle) {
        try {
            throw new AssertionError("A result: " + handle.result(LONG_ENOUGH));
        } catch (ActivityFailedException e) {
            return e;
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anImportRecordsItsProgress() throws Exception {
        Path file = Files.write(Files.createTempFile("import", null), List.of("a", "b", "c"));
        ActivityHandle<Integer> imported = activities
                .call(Importer.class, i -> i.importFile(file.toString(), null)).start();
        assertThat(imported.result(LONG_ENOUGH)).isEqualTo(3);
    }

    @Test
    void aCanceledReportCleansUp() throws Exception {
        Path report = Files.createTempDirectory("report").resolve("report");
        ActivityHandle<Integer> written = activities
                .call(Reports.class, r -> r.writeReport(report.toString(), 1_000_000, null)).id("report").start();
        awaitHeartbeat(written);

        admin.cancel("report", "Ada", "click-1");
        admin.cancel("report", "Ada", "click-1"); // the same request, which is no error

        assertThat(catchFailed(written).getCause()).isInstanceOf(CanceledFailure.class);
        assertThat(report).doesNotExist();
        ActivityDescription seen = written.describe();
        assertThat(seen.status()).isEqualTo(ActivityStatus.CANCELED);
        assertThat(seen.cancelReason()).contains("Customer called");
        assertThat(seen.endRequestedBy()).contains("Ada");
    }

    @Test
    void anIndexStopsWithoutAHeartbeat() throws Exception {
        ActivityHandle<Integer> index = activities.call(Reports.class, r -> r.indexPages(1_000_000, null)).id("index").start();
        for (ActivityDescription seen = index.describe(); seen.lastStartedTime().isEmpty();) {
            seen = index.awaitChange(seen, LONG_ENOUGH);
        }

        admin.cancel("index", "Ada", "click-2");

        assertThat(catchFailed(index).getCause()).isInstanceOfSatisfying(CanceledFailure.class,
                canceled -> assertThat(canceled.details(Integer.class)).isPresent());
    }

    @Test
    void moreTimeIsAllowed() {
        ActivityHandle<Integer> index = activities.call(Reports.class, r -> r.indexPages(10, null)).id("later")
                .startDelay(Duration.ofHours(1)).start();

        admin.allowMoreTime("later");

        assertThat(index.describe().startToCloseTimeout()).isEqualTo(Duration.ofMinutes(30));
        assertThatThrownBy(() -> admin.cancel("nobody", "Ada", "click-3")).hasMessageContaining("nobody");
        index.terminate("Seen enough");
    }

    private static void awaitHeartbeat(ActivityHandle<?> handle) throws Exception {
        for (ActivityDescription seen = handle.describe(); seen.lastHeartbeatTime().isEmpty();) {
            seen = handle.awaitChange(seen, LONG_ENOUGH);
        }
    }
}
