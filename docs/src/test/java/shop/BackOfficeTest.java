package shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.ActivityCall;
import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.failure.ActivityFailedException;
import io.quarkus.test.junit.QuarkusTest;

/** The examples of "Find executions", and the queries that the page shows. */
@QuarkusTest
class BackOfficeTest {

    @Inject
    BackOffice office;

    @Inject
    ActivityClient activities;

    @BeforeEach
    void forgetOtherTests() {
        activities.batch("ActivityType = 'Charge' OR ExecutionStatus = 'Failed'").delete();
    }

    private ActivityCall<String> charge(long order, BigDecimal amount) {
        return activities.call(Payments.class, payments -> payments.charge(order, amount)).id("purchase-" + order);
    }

    @Test
    void findsFailedChargesAndPausesTheOthers() throws Exception {
        assertThatThrownBy(() -> charge(101, BigDecimal.ZERO).start().result(Duration.ofSeconds(30)))
                .isInstanceOf(ActivityFailedException.class);
        ActivityHandle<String> later = charge(102, BigDecimal.TEN).startDelay(Duration.ofHours(1)).start();

        assertThat(office.declinedCharges()).containsExactly("purchase-101");
        assertThat(office.failedExecutions(null).items()).singleElement()
                .satisfies(failed -> assertThat(failed.activityId()).isEqualTo("purchase-101"));
        assertThat(office.summarizeCharges()).isEqualTo("1 of 2 charges failed");
        assertThat(office.cancelStrugglingCharges()).isZero();
        assertThat(activities.call(BackOffice.class, backOffice -> backOffice.pauseCharges(null)).execute()).isEqualTo(1);
        assertThat(later.describe().status()).isEqualTo(ActivityStatus.PAUSED);

        assertThat(office.chargeAgain(Instant.EPOCH)).isEqualTo(1);
        assertThat(activities.handle("purchase-101").describe().runAgainOf()).isPresent();
    }

    @Test
    void theQueriesOnThePageAreValid() throws IOException {
        List<String> queries = Files.readAllLines(Path.of("modules/ROOT/examples/queries.txt"));
        assertThat(queries).hasSizeGreaterThan(5);
        queries.forEach(activities::count);
    }
}
