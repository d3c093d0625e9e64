package io.quarkiverse.activities.test.interceptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.ActivityCall;
import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.failure.ActivityFailedException;
import io.quarkiverse.activities.failure.ActivityNotFoundException;
import io.quarkiverse.activities.test.harness.OnEachDatabase;
import io.quarkiverse.activities.test.harness.TestDatabase;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.QuarkusUnitTest;

/** Tests interceptors and context propagators around starts and attempts. */
@OnEachDatabase
class InterceptionTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.current().app("interception")
            .withApplicationRoot(jar -> jar.addClasses(TestDatabase.class, InterceptionActivities.class, Tenant.class,
                    Interceptors.class));

    @Inject
    ActivityClient activities;

    @Inject
    InterceptionActivities tracked;

    @BeforeEach
    void clear() {
        Interceptors.EVENTS.clear();
        Tenant.CLOSED.clear();
        Tenant.ORDER.clear();
        Tenant.set("acme");
    }

    @AfterEach
    void leave() {
        Tenant.set(null);
    }

    @Test
    void interceptorsSurroundABlockingMethod() throws Exception {
        String id = id();
        assertThat(result(
                activities.call(InterceptionActivities.class, i -> i.blocking("hello", List.of("a"))).id(id)))
                .isEqualTo("hello[a] acme");
        assertThat(Interceptors.EVENTS).containsExactly("outer Blocking 1 " + id,
                "inner Blocking/default/" + id + "/second acme", "outer end Blocking hello[a] acme ok");
    }

    @Test
    void interceptorsSurroundAsynchronousMethodsUntilTheyComplete() throws Exception {
        assertThat(result(activities.callUni(InterceptionActivities.class, i -> i.uni("hello"))))
                .isEqualTo("hello acme");
        assertThat(Interceptors.EVENTS).endsWith("outer end Uni hello acme ok");
        assertThat(result(activities.callStage(InterceptionActivities.class, i -> i.stage("hello"))))
                .isEqualTo("hello acme");
        assertThat(Interceptors.EVENTS).endsWith("outer end Stage hello acme ok");
        assertThat(failure(activities.callUni(InterceptionActivities.class, i -> i.failing("late"))))
                .hasMessage("failed late");
        assertThat(Interceptors.EVENTS).endsWith("outer end Failing null failed");
    }

    @Test
    void interceptorsMayChangeArgumentsAndResults() throws Exception {
        assertThat(
                result(activities.call(InterceptionActivities.class, i -> i.blocking("replace", List.of()))))
                .startsWith("replaced");
        assertThat(
                result(activities.call(InterceptionActivities.class, i -> i.blocking("decorate", List.of()))))
                .isEqualTo("<decorate[] acme>");
        assertThat(result(activities.callUni(InterceptionActivities.class, i -> i.uni("decorate"))))
                .isEqualTo("<decorate acme>");
        assertThat(result(activities.callStage(InterceptionActivities.class, i -> i.stage("decorate"))))
                .isEqualTo("<decorate acme>");
        assertThat(result(activities.callUni(InterceptionActivities.class, i -> i.uni("replace"))))
                .isEqualTo("replaced acme");
        assertThat(result(activities.call("WithContext", String.class, "replace"))).isEqualTo("replaced1");
        assertThat(result(activities.call(InterceptionActivities.class, i -> i.transactional("replace"))))
                .isEqualTo("replaced acme");
        assertThat(result(activities.callVoid(InterceptionActivities.class, InterceptionActivities::nothing))).isNull();
    }

    @Test
    void interceptorsMaySkipTheMethod() throws Exception {
        assertThat(result(activities.call(InterceptionActivities.class, i -> i.blocking("skip", List.of()))))
                .isEqualTo("skipped");
        assertThat(result(activities.call(InterceptionActivities.class, i -> i.transactional("skip"))))
                .isEqualTo("skipped");
    }

    @Test
    void exceptionsOfInterceptorsFailTheAttempt() {
        assertThat(failure(activities.call(InterceptionActivities.class, i -> i.blocking("throw", List.of()))))
                .hasMessage("thrown by an interceptor");
        assertThat(failure(activities.call(InterceptionActivities.class, i -> i.blocking("null", List.of()))))
                .hasMessageContaining("Inner").hasMessageContaining("returned null");
        assertThat(failure(activities.call(InterceptionActivities.class, i -> i.blocking("twice", List.of()))))
                .hasMessageContaining("proceed() twice");
    }

    @Test
    void aResultRecordedInTheTransactionIsNotIntercepted() throws Exception {
        assertThat(result(activities.call(InterceptionActivities.class, i -> i.transactional("decorate"))))
                .isEqualTo("decorate acme");
    }

    @Test
    void interceptorsMayChangeAndRefuseStarts() throws Exception {
        assertThat(result(activities.call(InterceptionActivities.class, i -> i.blocking("change", List.of()))))
                .isEqualTo("changed at start[] acme");
        String id = id();
        assertThatThrownBy(
                () -> activities.callUni(InterceptionActivities.class, i -> i.uni("refuse")).id(id).start())
                .isInstanceOf(IllegalArgumentException.class).hasMessage("refused by an interceptor");
        assertThatThrownBy(() -> activities.handle(id, String.class).describe())
                .isInstanceOf(ActivityNotFoundException.class);
        assertThat(activities.callUni(InterceptionActivities.class, i -> i.uni("refuse")).startAsync()
                .toCompletableFuture())
                .failsWithin(LONG).withThrowableThat().withMessageContaining("refused by an interceptor");
        assertThatThrownBy(
                () -> activities.callUni(InterceptionActivities.class, i -> i.uni("misfit")).start())
                .hasMessageContaining("Argument 1").hasMessageContaining("java.lang.Integer");
    }

    @Test
    void everyKindOfStartPropagatesTheContext() throws Exception {
        assertThat(activities.call(InterceptionActivities.class, i -> i.blocking("async", List.of()))
                .startAsync().toCompletableFuture()
                .get(30, TimeUnit.SECONDS).result(LONG)).endsWith("acme");
        List<ActivityCall<String>> calls = List.of(
                activities.call(InterceptionActivities.class, i -> i.blocking("a", List.of())),
                activities.call(InterceptionActivities.class,
                        interceptionActivities -> interceptionActivities.blocking("b", List.of())));
        for (ActivityHandle<String> handle : activities.startAll(calls)) {
            assertThat(handle.result(LONG)).endsWith("acme");
        }
        ActivityHandle<String> joined = QuarkusTransaction.requiringNew().call(() -> {
            ActivityHandle<String> started = activities
                    .call(InterceptionActivities.class, i -> i.blocking("joined", List.of())).start();
            Tenant.set("other");
            return started;
        });
        assertThat(joined.result(LONG)).isEqualTo("joined[] acme");
        Tenant.set(null);
        assertThat(result(activities.call(InterceptionActivities.class, i -> i.blocking("none", List.of()))))
                .isEqualTo("none[] null");
    }

    @Test
    void theContextIsPropagatedThroughTheDatabase() throws Exception {
        ActivityHandle<String> handle = activities
                .call(InterceptionActivities.class, i -> i.blocking("later", List.of()))
                .startDelay(Duration.ofMillis(50)).start();
        Tenant.set("other");
        assertThat(handle.result(LONG)).isEqualTo("later[] acme");
    }

    @Test
    void everyAttemptHasContextRequestScopeAndBeanInterceptors() throws Exception {
        InterceptionActivities.TracedInterceptor.CALLS.clear();
        tracked.requests.clear();
        assertThat(result(activities.call(InterceptionActivities.class, InterceptionActivities::thrice), 3)).isEqualTo("acme");

        List<String> requestsAndTenants = new ArrayList<>(tracked.requests);
        assertThat(requestsAndTenants).hasSize(3).doesNotHaveDuplicates().allMatch(request -> request.endsWith(" acme"));
        List<String> expectedCalls = new ArrayList<>();
        for (int i = 0; i < requestsAndTenants.size(); i++) {
            expectedCalls.add("thrice " + (i + 1) + " " + requestsAndTenants.get(i).replace(" acme", ""));
        }
        assertThat(InterceptionActivities.TracedInterceptor.CALLS).containsExactlyElementsOf(expectedCalls);
        Awaitility.await().atMost(LONG).untilAsserted(
                () -> assertThat(Tenant.CLOSED).containsExactly("acme true", "acme true", "acme true"));
    }

    @Test
    void theContextIsClosedInReverseOrder() throws Exception {
        result(activities.callVoid(InterceptionActivities.class, InterceptionActivities::nothing));
        assertThat(Tenant.ORDER).containsExactly("tenant in", "careless in", "careless out", "tenant out");
        assertThat(failure(activities.callUni(InterceptionActivities.class,
                interceptionActivities -> interceptionActivities.failing("x"))))
                .hasMessage("failed x");
        assertThat(Tenant.CLOSED).containsExactly("acme true", "acme true");
    }

    @Test
    void aContextThatCannotBeRestoredFailsTheAttempt() {
        Tenant.set("broken");
        assertThat(failure(activities.callVoid(InterceptionActivities.class, InterceptionActivities::nothing)))
                .hasMessage("no such tenant");
    }

    @Test
    void keysOfPropagatorsMustDiffer() {
        Tenant.set("taken");
        assertThatThrownBy(() -> activities.callVoid(InterceptionActivities.class, InterceptionActivities::nothing).start())
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("'careless'")
                .hasMessageContaining("'tenant'");
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }

    private static String result(ActivityCall<?> call) throws Exception {
        return result(call, 1);
    }

    private static String result(ActivityCall<?> call, int maximumAttempts) throws Exception {
        return (String) call
                .retry(RetryOptions.create().maximumAttempts(maximumAttempts).initialInterval(Duration.ofMillis(10)))
                .start().result(LONG);
    }

    private static Throwable failure(ActivityCall<?> call) {
        ActivityFailedException failed = catchThrowableOfType(ActivityFailedException.class, () -> result(call));
        return failed.getCause();
    }
}
