package io.quarkiverse.activities.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.failure.ActivityCanceledException;
import io.quarkiverse.activities.failure.ActivityNotExistsException;
import io.quarkiverse.activities.failure.ApplicationFailure;
import io.quarkiverse.activities.failure.PayloadConversionException;
import io.smallrye.mutiny.Uni;

/** Tests activities of classes without injection, which need no running Quarkus application. */
class TestActivityEnvironmentTest {

    record Page(int number, LocalDate printed) {
    }

    final TestActivityEnvironment environment = TestActivityEnvironment.newInstance();

    /** An activity method that continues where the previous attempt ended. */
    static int print(int pages, ActivityContext context) {
        int first = context.heartbeatDetails(Integer.class).orElse(0);
        for (int page = first; page < pages; page++) {
            context.heartbeat(page + 1);
        }
        return pages - first;
    }

    @Test
    void returnsTheResultOfTheMethod() throws Exception {
        assertThat(environment.<Integer> call(() -> print(3, environment.context()))).isEqualTo(3);
        assertThat(environment.heartbeats(Integer.class)).containsExactly(1, 2, 3);
    }

    @Test
    void rethrowsTheExceptionOfTheMethod() {
        assertThatThrownBy(() -> environment.run(() -> {
            throw new java.io.IOException("no paper");
        })).isInstanceOf(java.io.IOException.class).hasMessage("no paper");
    }

    @Test
    void heartbeatDetailsApplyToOneAttempt() throws Exception {
        environment.setHeartbeatDetails(2);
        assertThat(environment.<Integer> call(() -> print(3, environment.context()))).isEqualTo(1);
        assertThat(environment.<Integer> call(() -> print(3, environment.context()))).isEqualTo(3);
    }

    @Test
    void detailsPassThroughJson() throws Exception {
        Page page = new Page(7, LocalDate.of(2026, 5, 1));
        environment.setHeartbeatDetails(page);
        environment.run(() -> {
            assertThat(ActivityContext.current().heartbeatDetails(Page.class)).contains(page).get().isNotSameAs(page);
            assertThatThrownBy(() -> ActivityContext.current().heartbeat(new Object()))
                    .isInstanceOf(PayloadConversionException.class);
        });
    }

    @Test
    void theAttemptIsCurrentOnlyDuringTheCall() throws Exception {
        environment.run(() -> {
            assertThat(ActivityContext.current()).isSameAs(environment.context());
            assertThatThrownBy(() -> environment.run(() -> {
            })).isInstanceOf(IllegalStateException.class).hasMessageContaining("one at a time");
        });
        assertThatThrownBy(ActivityContext::current).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theNextHeartbeatThrowsOnCancellation() throws Exception {
        environment.setActivityHeartbeatListener(Integer.class, page -> {
            if (page == 2) {
                environment.requestCancelActivity();
            }
        });
        assertThatThrownBy(() -> environment.call(() -> print(5, environment.context())))
                .isInstanceOf(ActivityCanceledException.class);
        assertThat(environment.heartbeats(Integer.class)).containsExactly(1, 2);
        environment.run(() -> assertThat(ActivityContext.current().isCancelRequested()).isFalse());
    }

    @Test
    void cancellationListenersAreCalled() throws Exception {
        List<String> notified = new ArrayList<>();
        environment.requestCancelActivity();
        environment.run(() -> ActivityContext.current().cancellation()
                .onRequested(() -> notified.add(ActivityContext.current().info().activityType())));
        environment.run(() -> {
            ActivityContext.current().cancellation().onRequested(() -> notified.add("later"));
            ActivityContext.current().cancellation().interruptOnRequest();
            environment.requestCancelActivity();
            assertThatThrownBy(() -> Thread.sleep(60_000)).isInstanceOf(InterruptedException.class);
            environment.requestCancelActivity();
        });
        assertThat(notified).containsExactly("TestActivity", "later");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void infoAndLastFailureAreAsSet() throws Exception {
        environment.setAttempt(4);
        environment.setLastFailure(ApplicationFailure.newFailure("no ink", "Ink"));
        environment.run(() -> {
            ActivityContext context = ActivityContext.current();
            assertThat(context.info().attempt()).isEqualTo(4);
            assertThat(context.lastFailure()).get().isInstanceOf(ApplicationFailure.class);
            assertThat(context.idempotencyKey()).isEqualTo(context.info().runId());
            context.doNotCompleteOnReturn();
        });
        assertThat(environment.isDoNotCompleteOnReturn()).isTrue();
        environment.run(() -> {
            assertThat(ActivityContext.current().info().attempt()).isEqualTo(4);
            assertThat(ActivityContext.current().lastFailure()).isEmpty();
        });
        assertThat(environment.isDoNotCompleteOnReturn()).isFalse();
    }

    @Test
    void anAttemptLastsAsLongAsItsStage() throws Exception {
        CompletableFuture<String> paper = new CompletableFuture<>();
        ActivityContext attempt = environment.context();
        CompletableFuture<String> printed = environment.call(() -> paper);
        attempt.heartbeat("waiting");
        paper.complete("printed");
        assertThat(printed).isCompletedWithValue("printed");
        assertThatThrownBy(() -> attempt.heartbeat("over")).isInstanceOf(ActivityNotExistsException.class);
    }

    @Test
    void aUniIsSubscribedToWithinTheAttempt() throws Exception {
        Uni<String> type = environment
                .call(() -> Uni.createFrom().item(() -> ActivityContext.current().info().activityType()));
        assertThat(type.await().atMost(Duration.ofSeconds(10))).isEqualTo("TestActivity");
    }
}
