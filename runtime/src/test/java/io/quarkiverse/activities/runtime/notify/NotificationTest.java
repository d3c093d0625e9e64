package io.quarkiverse.activities.runtime.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.activities.runtime.execution.Signal;
import io.quarkiverse.activities.runtime.notify.Notification.AttemptSignal;
import io.quarkiverse.activities.runtime.notify.Notification.Hello;
import io.quarkiverse.activities.runtime.notify.Notification.Received;
import io.quarkiverse.activities.runtime.notify.Notification.ResultsAwaited;
import io.quarkiverse.activities.runtime.notify.Notification.ResultsThere;
import io.quarkiverse.activities.runtime.notify.Notification.RunArrived;
import io.quarkiverse.activities.runtime.notify.Notification.TaskDue;

class NotificationTest {

    private static final UUID SENDER = UUID.randomUUID();

    @Test
    void everyKindIsReadAsItWasWritten() {
        for (Notification said : new Notification[] { new Hello(),
                new TaskDue("mail", Instant.parse("2026-01-31T10:00:00.123456Z"), Duration.ZERO),
                new TaskDue("a queue with spaces  and more", Instant.EPOCH, Duration.ofMillis(1_500)),
                new AttemptSignal(UUID.randomUUID(), UUID.randomUUID(), 7, Signal.CANCEL), new ResultsAwaited(),
                new ResultsThere(UUID.randomUUID()), new RunArrived(UUID.randomUUID()) }) {
            assertThat(Notification.read(said.text(SENDER))).contains(new Received(SENDER, said));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "nonsense", "one two three four five", "due 0 mail",
            "00000000-0000-0000-0000-000000000001 spoken by a newer build", "not-a-node awaits",
            "00000000-0000-0000-0000-000000000001 due soon mail", "00000000-0000-0000-0000-000000000001 due 0 today mail",
            "00000000-0000-0000-0000-000000000001 signal me",
            "00000000-0000-0000-0000-000000000001 closed" })
    void unknownTextsAreIgnored(String text) {
        assertThat(Notification.read(text)).isEmpty();
    }
}
