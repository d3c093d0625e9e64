package io.quarkiverse.activities.test.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.util.TypeLiteral;
import jakarta.inject.Inject;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.ActivityCall;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.FailedExecution;
import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.failure.ActivityFailedException;
import io.quarkiverse.activities.failure.PayloadConversionException;
import io.quarkiverse.activities.test.attempt.FollowUpActivities.Item;

/** Tests the follow-ups of executions that close without a result, and calls described by a lambda. */
abstract class FollowUps extends Retries {

    private static final List<Item> ITEMS = List.of(new Item("lamp", 2), new Item("bulb", 3));

    @Inject
    FollowUpActivities fixture;

    @Test
    void theFollowUpOfADefinitionReadsTheArgumentsOfTheFailedExecution() {
        String id = id();
        ActivityHandle<Void> order = order().id(id).start();
        assertThatThrownBy(() -> order.result(LONG)).isInstanceOf(ActivityFailedException.class);
        FailedExecution failed = Awaitility.await().atMost(LONG).until(
                () -> fixture.failures.stream().filter(f -> f.activityId().equals(id)).findFirst(),
                java.util.Optional::isPresent)
                .orElseThrow();
        assertThat(failed.runId()).isEqualTo(order.runId());
        assertThat(failed.argumentCount()).isEqualTo(3);
        assertThat(failed.argument(0, Long.class)).isEqualTo(7L);
        assertThat(failed.argument(1, new TypeLiteral<List<Item>>() {
        })).isEqualTo(ITEMS);
        assertThat(failed.argument(2, String.class)).isNull();
        assertThat(failed.argument(3, String.class)).as("index after the last argument").isNull();
        assertThatThrownBy(() -> failed.argument(1, Long.class)).isInstanceOf(PayloadConversionException.class);
        assertThatThrownBy(() -> failed.argument(-1, Long.class)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theFollowUpOfACallReplacesTheOneOfTheDefinition() {
        String id = id();
        ActivityHandle<Void> order = order().id(id).onFailure(FollowUpActivities.class, f -> f.release(id, ITEMS)).start();
        assertThatThrownBy(() -> order.result(LONG)).isInstanceOf(ActivityFailedException.class);
        Awaitility.await().atMost(LONG).until(() -> fixture.released.contains(id + ITEMS));
        assertThat(fixture.failures).noneMatch(f -> f.activityId().equals(id));
    }

    @Test
    void theFollowUpOfACallStartsWhenTheExecutionIsTerminatedBeforeItsFirstAttempt() {
        String id = id();
        order().id(id).startDelay(Duration.ofHours(1)).onFailure(FollowUpActivities.class, f -> f.release(id, List.of()))
                .start();
        activities.handle(id).terminate("not wanted");
        Awaitility.await().atMost(LONG).until(() -> fixture.released.contains(id + "[]"));
    }

    @Test
    void aFollowUpMustCallAnActivity() {
        ActivityCall<Void> order = order();
        assertThatThrownBy(() -> order.onFailure(FollowUpActivities.class, f -> {
        })).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("called no activity method");
    }

    @Test
    void nonRetryableMatchesSubclassesAndNonRetryableTypesExactNames() {
        assertClosed(order(), 1, RetryState.NON_RETRYABLE_FAILURE);
        assertClosed(order().retry(RetryOptions.create().nonRetryable(RuntimeException.class)), 1,
                RetryState.NON_RETRYABLE_FAILURE);
        assertClosed(order().retry(RetryOptions.create().nonRetryable(IllegalStateException.class)), 3,
                RetryState.MAXIMUM_ATTEMPTS_REACHED);
        assertClosed(order().retry(RetryOptions.create().nonRetryable(new Class[0])
                .nonRetryableTypes(FollowUpActivities.CardDeclinedException.class.getName())), 3,
                RetryState.MAXIMUM_ATTEMPTS_REACHED);
        assertClosed(order().retry(RetryOptions.create().nonRetryable(new Class[0])
                .nonRetryableTypes(FollowUpActivities.CardExpiredException.class.getName())), 1,
                RetryState.NON_RETRYABLE_FAILURE);
    }

    @Test
    void aHandleNeedsNoResultType() {
        String id = id();
        activities.call(FollowUpActivities.class, f -> f.count(ITEMS)).id(id).execute();
        assertThat(activities.handle(id).describe().activityType()).isEqualTo("Count");
        assertThat(activities.handle(id).result()).isEqualTo(2);
    }

    @Test
    void startAllTakesCallsWithDifferentResultTypes() {
        ActivityCall<Integer> count = activities.call(FollowUpActivities.class, f -> f.count(ITEMS));
        ActivityCall<String> release = activities.call(FollowUpActivities.class, f -> f.release("mixed", ITEMS));
        List<ActivityCall<?>> mixed = List.of(count, release);
        assertThat(activities.startAll(mixed)).extracting(ActivityHandle::result).containsExactly(2, "released");
        List<ActivityHandle<Integer>> typed = activities
                .startAll(List.of(activities.call(FollowUpActivities.class, f -> f.count(ITEMS))));
        assertThat(typed.get(0).result()).isEqualTo(2);
    }

    @Test
    void callingTheWrongVariantNamesTheRightOne() {
        assertThatThrownBy(() -> activities.callVoid(FollowUpActivities.class, f -> f.count(ITEMS)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("FollowUpActivities#count returns int")
                .hasMessageContaining("Use call(…)");
    }

    private ActivityCall<Void> order() {
        return activities.callVoid(FollowUpActivities.class, f -> f.order(7, ITEMS, null));
    }

    private static void assertClosed(ActivityCall<Void> call, int attempts, RetryState why) {
        ActivityHandle<Void> handle = call.start();
        assertThat(catchThrowableOfType(ActivityFailedException.class, () -> handle.result(LONG)).retryState())
                .contains(why);
        assertThat(handle.describe().attempt()).isEqualTo(attempts);
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }
}
