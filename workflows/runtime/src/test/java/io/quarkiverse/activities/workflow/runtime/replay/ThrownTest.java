package io.quarkiverse.activities.workflow.runtime.replay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.failure.ApplicationFailure;
import io.quarkiverse.activities.workflow.ActivityFailure;
import io.quarkiverse.activities.workflow.ChildWorkflowFailure;

class ThrownTest {

    private static final Conversion CONVERSION = RunHarness.CONVERSION;

    @Test
    void allLayersSurvive() {
        Throwable deep = ApplicationFailure.newBuilder().type("Deep").message("boom").details("a", 2).build();
        Throwable activity = new ActivityFailure("Activity task failed", "Charge", "a1", RetryState.TIMEOUT, deep);
        Throwable own = ApplicationFailure.newBuilder().type("Own").message("own").nonRetryable(true).details("d", 7)
                .cause(activity)
                .build();
        Throwable child = new ChildWorkflowFailure("closed", "Ship", "ship-1", RetryState.RETRY_POLICY_NOT_SET, own);
        FailureChain chain = Thrown.toChain(child, CONVERSION);
        assertThat(Thrown.toChain(Thrown.toException(chain, CONVERSION), CONVERSION)).isEqualTo(chain);
        ApplicationFailure read = (ApplicationFailure) Thrown.toException(chain, CONVERSION).getCause();
        assertThat(read.details(String.class)).contains("d");
        assertThat(read.details(1, Long.class)).contains(7L);
        assertThat(((ApplicationFailure) read.getCause().getCause()).details(1, Integer.class)).contains(2);
    }

    @Test
    void aCycleOfCausesEnds() {
        IllegalStateException first = new IllegalStateException("first");
        first.initCause(new IllegalStateException("second", first));
        FailureChain chain = Thrown.toChain(first, CONVERSION);
        assertThat(chain.cause().failure().message()).isEqualTo("second");
        assertThat(chain.cause().cause()).isNull();
    }

    @Test
    void onlyFailuresEndARun() {
        assertThat(Thrown.isFailure(ApplicationFailure.newFailure("m", "t"))).isTrue();
        assertThat(Thrown.isFailure(Thrown.canceled(null, CONVERSION))).isTrue();
        assertThat(Thrown.isFailure(new ActivityFailure("m", "t", "i", null, null))).isTrue();
        assertThat(Thrown.isFailure(new IllegalStateException())).isFalse();
    }
}
