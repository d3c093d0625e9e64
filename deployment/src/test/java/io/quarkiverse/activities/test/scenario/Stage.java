package io.quarkiverse.activities.test.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
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

/** What scenarios have at hand. */
interface Stage {

    Duration LONG = Duration.ofSeconds(60);

    ActivityClient activities();

    ScenarioActivities directed();

    /** A call of an activity that does what its scenario tells it, with an id of its own and a start-to-close of 60 s. */
    default ActivityCall<String> act() {
        return activities().call(ScenarioActivities.class, s -> s.act(null)).id(UUID.randomUUID().toString());
    }

    /** Waits for the next attempt to begin: the scenarios' "poll". */
    default ScenarioAttempt poll(ActivityHandle<?> handle) {
        return directed().next(handle);
    }

    /** {@return what the execution closes with; fails if it completes} */
    default ActivityFailedException failed(ActivityHandle<?> handle) {
        return catchThrowableOfType(ActivityFailedException.class, () -> handle.result(LONG));
    }

    /** Waits until all tasks that can be taken now have been: one that comes after them was. */
    default void othersAreTaken() {
        // Together with others none is started eagerly
        ActivityHandle<String> after = activities().startAll(List.of(act())).get(0);
        poll(after).completes("taken");
    }

    /** An execution whose task waits, in a queue that nobody serves. */
    default ActivityHandle<String> waiting() {
        return waiting(act());
    }

    default ActivityHandle<String> waiting(ActivityCall<String> call) {
        return call.taskQueue("nobody's").start();
    }

    /** Has the worker see the task of an execution that is {@link #waiting}. */
    default void serve(ActivityHandle<?> handle) {
        handle.updateOptions(OptionsUpdate.create().taskQueue("default"));
    }

    /** {@return what is known of it as soon as it backs off, or pauses, after an attempt that is about to end} */
    default ActivityDescription afterAttempt(ActivityHandle<?> handle, int attempt) {
        return Awaitility.await().atMost(LONG).until(handle::describe, now -> now.attempt() != attempt);
    }

    /** {@return a retry policy that allows this many attempts} */
    default RetryOptions attempts(int number) {
        return RetryOptions.create().maximumAttempts(number);
    }

    /** The call can never be right, and is told why. */
    default void assertInvalid(ThrowingCallable call, String why) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(why);
    }

    /** The verb is refused, because the execution is in this state. */
    default void assertRefused(ThrowingCallable verb, String state) {
        assertThatThrownBy(verb).isInstanceOfSatisfying(ActivityStateException.class,
                refused -> assertThat(refused.state()).isEqualTo(state));
    }
}
