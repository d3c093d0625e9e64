package io.quarkiverse.activities.runtime.execution;

import static io.quarkiverse.activities.IdConflictPolicy.FAIL;
import static io.quarkiverse.activities.IdConflictPolicy.TERMINATE_EXISTING;
import static io.quarkiverse.activities.IdConflictPolicy.USE_EXISTING;
import static io.quarkiverse.activities.IdReusePolicy.ALLOW_DUPLICATE;
import static io.quarkiverse.activities.IdReusePolicy.REJECT_DUPLICATE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.runtime.execution.IdRules.Decision;
import io.quarkiverse.activities.runtime.execution.IdRules.LatestRun;

/** Tests the ID policy that no recording covers: terminating the open run. */
class IdRulesTest {

    private static final LatestRun OPEN = new LatestRun(ActivityStatus.PAUSED, "a");
    private static final LatestRun CLOSED = new LatestRun(ActivityStatus.COMPLETED, "a");

    @Test
    void terminateExistingEndsAnOpenRun() {
        assertThat(IdRules.decide(OPEN, REJECT_DUPLICATE, TERMINATE_EXISTING, "b")).isEqualTo(Decision.TERMINATE_AND_START);
    }

    @Test
    void terminateExistingDoesNotPermitReuseOfAClosedOne() {
        assertThat(IdRules.decide(CLOSED, REJECT_DUPLICATE, TERMINATE_EXISTING, null)).isEqualTo(Decision.REFUSE);
        assertThat(IdRules.decide(CLOSED, ALLOW_DUPLICATE, TERMINATE_EXISTING, null)).isEqualTo(Decision.START);
    }

    @Test
    void theSameRequestNeverTerminatesItsOwnRun() {
        assertThat(IdRules.decide(OPEN, ALLOW_DUPLICATE, TERMINATE_EXISTING, "a")).isEqualTo(Decision.USE_LATEST);
    }

    @Test
    void requestsWithoutIdAreDifferent() {
        LatestRun anonymous = new LatestRun(ActivityStatus.RUNNING, null);

        assertThat(IdRules.decide(anonymous, ALLOW_DUPLICATE, FAIL, null)).isEqualTo(Decision.REFUSE);
        assertThat(IdRules.decide(anonymous, ALLOW_DUPLICATE, USE_EXISTING, null)).isEqualTo(Decision.USE_LATEST);
        assertThat(IdRules.decide(null, REJECT_DUPLICATE, FAIL, null)).isEqualTo(Decision.START);
    }
}
