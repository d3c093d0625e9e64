package io.quarkiverse.activities.test.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.ActivityCall;
import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityDescription;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.IdConflictPolicy;
import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.failure.ActivityAlreadyStartedException;
import io.quarkiverse.activities.failure.ActivityFailedException;
import io.quarkiverse.activities.failure.ActivityNotFoundException;
import io.quarkiverse.activities.failure.PayloadConversionException;
import io.quarkiverse.activities.test.client.ClientActivities.Greeting;
import io.quarkiverse.activities.test.scenario.Scenario;
import io.quarkus.narayana.jta.QuarkusTransaction;

/** Tests calls, results and failures of activities from the user's point of view. */
abstract class ClientCalls {

    static final Duration LONG = Duration.ofSeconds(30);

    @Inject
    ActivityClient activities;

    @Inject
    ClientActivities greetings;

    @Test
    void returnsAResult() {
        Greeting greeting = activities.call(ClientActivities.class, c -> c.greet("Ada", 2)).execute();
        assertThat(greeting).isEqualTo(new Greeting("Hello Ada", List.of("1", "2")));
    }

    @Test
    void voidAndReactiveMethodsRun() throws Exception {
        activities.callVoid(ClientActivities.class, ClientActivities::nothing).execute();
        assertThat(activities.callUni(ClientActivities.class, c -> c.later("u")).executeAsync().toCompletableFuture()
                .get(30, TimeUnit.SECONDS)).isEqualTo("u later");
        assertThat(activities.callStage(ClientActivities.class, c -> c.stage("s")).execute()).isEqualTo("s staged");
        assertThat(activities.call("Greet", Greeting.class, "Bob", 0).execute().text()).isEqualTo("Hello Bob");
    }

    @Test
    void retriesAndKeepsEveryFailure() {
        String id = id();
        ActivityHandle<Integer> handle = activities.call(ClientActivities.class, c -> c.flaky(3)).id(id)
                .retry(RetryOptions.create().initialInterval(Duration.ofMillis(20)).backoffCoefficient(1)).start();
        assertThat(handle.result()).isEqualTo(3);
        ActivityDescription description = activities.handle(id, Integer.class).describe();
        assertThat(description.status()).isEqualTo(ActivityStatus.COMPLETED);
        assertThat(description.attempt()).isEqualTo(3);
        assertThat(description.failures()).extracting(failure -> failure.failure().getMessage())
                .containsExactly("attempt 1", "attempt 2");
        assertThat(description.result(Integer.class)).contains(3);
        assertThat(description.lastFailure()).hasValueSatisfying(failure -> {
            assertThat(failure).hasMessage("attempt 2");
            assertThat(failure.recordedStackTrace()).contains("ClientActivities.flaky");
        });
    }

    @Test
    void heartbeatDetailsReachTheNextAttempt() {
        assertThat(activities.call(ClientActivities.class, ClientActivities::resuming).heartbeatTimeout(Duration.ofSeconds(20))
                .retry(RetryOptions.create().initialInterval(Duration.ofMillis(10))).execute()).isEqualTo(7);
    }

    @Test
    void startJoinsTheTransaction() {
        String id = id();
        ActivityHandle<Greeting> handle = QuarkusTransaction.requiringNew().call(() -> {
            ActivityHandle<Greeting> started = activities.call(ClientActivities.class, c -> c.greet("Tx", 1)).id(id)
                    .start();
            assertThatThrownBy(started::result).isInstanceOf(IllegalStateException.class).hasMessageContaining("commit");
            return started;
        });
        assertThat(handle.result().text()).isEqualTo("Hello Tx");
    }

    @Test
    void rollbackRemovesTheStart() {
        String id = id();
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
            activities.call(ClientActivities.class, c -> c.greet("Never", 1)).id(id).start();
            throw new IllegalArgumentException("no");
        })).hasMessageContaining("no");
        assertThatThrownBy(() -> activities.handle(id, Greeting.class).describe())
                .isInstanceOf(ActivityNotFoundException.class);
    }

    @Test
    void aDuplicateIdIsRefusedWithoutRollingBackTheTransaction() {
        String id = id();
        activities.call(ClientActivities.class, c -> c.greet("First", 1)).id(id).startDelay(Duration.ofHours(1))
                .start();
        QuarkusTransaction.requiringNew().run(() -> {
            assertThatThrownBy(
                    () -> activities.call(ClientActivities.class, c -> c.greet("Second", 1)).id(id).start())
                    .isInstanceOf(ActivityAlreadyStartedException.class);
            activities.callVoid(ClientActivities.class, ClientActivities::nothing).id(id + "-b").start();
        });
        activities.handle(id + "-b", Void.class).result();
        assertThat(activities.call(ClientActivities.class, c -> c.greet("Third", 1)).id(id)
                .conflictPolicy(IdConflictPolicy.USE_EXISTING).start().describe().status()).isEqualTo(ActivityStatus.RUNNING);
    }

    @Test
    void transactionalActivityCompletesInItsOwnTransaction() {
        String key = id();
        activities.callVoid(ClientActivities.class, c -> c.store(key)).execute();
        assertThat(greetings.stored(key)).isEqualTo(1);
    }

    @Test
    void transactionalActivityRollsBackOnAnyThrowable() {
        String key = id();
        assertThatThrownBy(() -> activities.callVoid(ClientActivities.class, c -> c.storeAndFail(key))
                .retry(RetryOptions.create().maximumAttempts(2).initialInterval(Duration.ofMillis(10))).execute())
                .isInstanceOf(ActivityFailedException.class);
        assertThat(greetings.stored(key)).isZero();
    }

    @Test
    void manyActivitiesRunConcurrently() {
        List<ActivityCall<Greeting>> calls = IntStream.range(0, 1_000)
                .mapToObj(i -> activities.call(ClientActivities.class, c -> c.greet("N" + i, 0))).toList();
        List<ActivityHandle<Greeting>> handles = activities.startAll(calls);
        for (int i = 0; i < handles.size(); i++) {
            assertThat(handles.get(i).result().text()).isEqualTo("Hello N" + i);
        }
    }

    @Test
    void invalidInputIsRefusedWithAClearMessage() {
        assertThatThrownBy(() -> activities.call("Nobody", Void.class).start()).hasMessageContaining("Nobody")
                .hasMessageContaining("Greet").isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> activities.callVoid(ClientActivities.class, ClientActivities::nothing).id("").start())
                .hasMessageContaining("Activity Id is empty");
        assertThatThrownBy(() -> activities.callVoid(ClientActivities.class, ClientActivities::nothing).id("a\0b").start())
                .hasMessageContaining("NUL");
        assertThatThrownBy(() -> activities.call("Greet", Greeting.class, 1, "x").start())
                .hasMessageContaining("Argument 1");
        assertThatThrownBy(() -> activities.call("Greet", Greeting.class, "x").start())
                .hasMessageContaining("takes 2 arguments");
        assertThatThrownBy(
                () -> activities.callVoid(ClientActivities.class, c -> c.any(new ClientActivities.Loop())).start())
                .hasMessageContaining("cannot be written as JSON");
    }

    @Test
    @Scenario(230)
    void aValueThatCannotBeReadBackIsRefused() {
        assertThatThrownBy(() -> activities.call("Strict", Void.class, ClientActivities.WRONG).start())
                .isInstanceOf(PayloadConversionException.class)
                .hasMessageContaining("can be written as JSON, but not read back");
    }

    @Test
    void waitingForAnUnknownExecutionFails() {
        assertThatThrownBy(() -> activities.handle("x", UUID.randomUUID().toString(), Void.class).result())
                .isInstanceOf(ActivityNotFoundException.class);
    }

    @Test
    void contextIsAvailableInEveryForm() {
        Awaitility.setDefaultTimeout(LONG);
        assertThat(activities.call(ClientActivities.class, c -> c.context(null)).id("ctx-" + id()).execute())
                .startsWith("Context 1 ctx-");
    }

    static String id() {
        return UUID.randomUUID().toString();
    }
}
