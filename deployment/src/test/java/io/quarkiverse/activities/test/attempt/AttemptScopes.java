package io.quarkiverse.activities.test.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Inject;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.TransactionMode;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import io.quarkus.narayana.jta.QuarkusTransaction;

/** Tests that an attempt has its own request scope and context, and does not see those of its caller. */
abstract class AttemptScopes {

    static final Duration LONG = Duration.ofSeconds(30);

    @Inject
    ActivityClient activities;

    @Inject
    AttemptScopeActivities scoped;

    @Inject
    AttemptScopeActivities.RequestState request;

    @Test
    void everyAttemptHasAFreshRequestScope() throws Exception {
        String last = activities.call(AttemptScopeActivities.class, AttemptScopeActivities::twice)
                .retry(RetryOptions.create().initialInterval(Duration.ofMillis(10))).start().result(LONG);
        List<String> seen = new ArrayList<>(scoped.requests);
        assertThat(seen).hasSize(2).doesNotHaveDuplicates().last().isEqualTo(last);
        Awaitility.await().untilAsserted(() -> assertThat(AttemptScopeActivities.RequestState.DESTROYED).containsAll(seen));
    }

    @Test
    void theScopesOfTheCallerAreNotVisible() throws Exception {
        ManagedContext requests = Arc.container().requestContext();
        requests.activate();
        try {
            assertCallerIsNotVisible();
        } finally {
            requests.terminate();
        }
    }

    private void assertCallerIsNotVisible() throws Exception {
        request.mark("caller");
        QuarkusTransaction.begin(QuarkusTransaction.beginOptions().timeout((int) LONG.toSeconds()));
        ActivityHandle<String> apart = activities.call(AttemptScopeActivities.class, AttemptScopeActivities::describe)
                .transaction(TransactionMode.NONE)
                .start();
        String sawWhileOpen = apart.result(LONG);
        ActivityHandle<String> joined = activities.call(AttemptScopeActivities.class, AttemptScopeActivities::describe).start();
        QuarkusTransaction.commit();
        assertThat(sawWhileOpen).isEqualTo("intercepted: transaction false, mark none");
        assertThat(joined.result(LONG)).isEqualTo(sawWhileOpen);
        assertThat(request.mark()).isEqualTo("caller");
    }

    @Test
    void theContextIsPropagatedToOtherThreads() throws Exception {
        assertThat(activities.callUni(AttemptScopeActivities.class, AttemptScopeActivities::uni).id("u").start().result(LONG))
                .isEqualTo("uni 1 u, other thread true, same request true");
        assertThat(
                activities.callStage(AttemptScopeActivities.class, AttemptScopeActivities::stage).id("s").start().result(LONG))
                .isEqualTo("stage 1 s, other thread true, same request true");
    }
}
