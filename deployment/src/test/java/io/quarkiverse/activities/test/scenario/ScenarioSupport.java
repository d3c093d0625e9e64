package io.quarkiverse.activities.test.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.UUID;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;

import io.quarkiverse.activities.ActivityCall;
import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityDescription;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.OptionsUpdate;
import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.failure.ActivityFailedException;
import io.quarkiverse.activities.failure.ActivityStateException;

/** The common methods of scenarios. */
interface ScenarioSupport {

    Duration LONG = Duration.ofSeconds(60);

    ActivityClient activities();

    ScenarioActivities scenarioActivities();

    /** {@return a call of the activity that the scenario directs, with a new ID and a start-to-close timeout of 60 s} */
    default ActivityCall<String> act() {
        return activities().call(ScenarioActivities.class, s -> s.act(null)).id(UUID.randomUUID().toString());
    }

    /** Waits until the next attempt begins. The table of scenarios calls this "poll". */
    default ScenarioAttempt poll(ActivityHandle<?> handle) {
        return scenarioActivities().next(handle);
    }

    /** {@return the exception for the execution, once it is closed without a result; {@code null} if it completes} */
    default ActivityFailedException failed(ActivityHandle<?> handle) {
        return catchThrowableOfType(ActivityFailedException.class, () -> handle.result(LONG));
    }

    /** Waits until all currently available tasks are claimed, by waiting for a later one. */
    default void awaitAvailableTasksClaimed() {
        // With a delay, it is not started eagerly
        ActivityHandle<String> after = act().startDelay(Duration.ofMillis(1)).start();
        poll(after).completes("taken");
    }

    /** {@return an execution whose task waits in an unserved queue} */
    default ActivityHandle<String> waiting() {
        return waiting(act());
    }

    default ActivityHandle<String> waiting(ActivityCall<String> call) {
        return call.taskQueue("nobody's").start();
    }

    /** Moves the task of an execution that is {@link #waiting} to the served queue. */
    default void serve(ActivityHandle<?> handle) {
        handle.updateOptions(OptionsUpdate.create().taskQueue("default"));
    }

    /** {@return the description of the execution, as soon as this attempt has ended and the attempt number has changed} */
    default ActivityDescription afterAttempt(ActivityHandle<?> handle, int attempt) {
        return Awaitility.await().atMost(LONG).until(handle::describe, now -> now.attempt() != attempt);
    }

    /** {@return a retry policy that allows this many attempts} */
    default RetryOptions attempts(int number) {
        return RetryOptions.create().maximumAttempts(number);
    }

    /** Asserts that the call is refused as invalid for this reason. */
    default void assertInvalid(ThrowingCallable call, String why) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(why);
    }

    /** Asserts that the verb is refused because the execution is in this state. */
    default void assertRefused(ThrowingCallable verb, String state) {
        assertThatThrownBy(verb).isInstanceOfSatisfying(ActivityStateException.class,
                refused -> assertThat(refused.state()).isEqualTo(state));
    }
}
