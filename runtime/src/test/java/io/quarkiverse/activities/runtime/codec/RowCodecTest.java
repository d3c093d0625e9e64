package io.quarkiverse.activities.runtime.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.ActivityChange;
import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.TimeoutType;
import io.quarkiverse.activities.runtime.execution.AttemptRecord;
import io.quarkiverse.activities.runtime.execution.Links;
import io.quarkiverse.activities.runtime.execution.Options;
import io.quarkiverse.activities.runtime.execution.Requests;
import io.quarkiverse.activities.runtime.execution.RetryRules;
import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.spi.Payload;

class RowCodecTest {

    private static final Payload BYTES = Payload.of(new byte[] { 0, -1, 34, 92 });

    @Test
    void absentValuesAreNull() {
        assertThat(RowCodec.failure((Failure) null)).isNull();
        assertThat(RowCodec.failure((byte[]) null)).isNull();
        assertThat(RowCodec.requests(Requests.NONE)).isNull();
        assertThat(RowCodec.requests((byte[]) null)).isEqualTo(Requests.NONE);
        assertThat(RowCodec.options((Options) null)).isNull();
        assertThat(RowCodec.strings(List.of())).isNull();
        assertThat(RowCodec.strings((String) null)).isEmpty();
        assertThat(RowCodec.failedAttempts(null)).isEmpty();
    }

    @Test
    void aFailureWithAllFields() {
        Failure cause = Failure.server("cause", true, Failure.canceled(null, BYTES));
        Failure failure = new Failure(Failure.Kind.APPLICATION, "a \"message\" with \u0000, é and \uD83D\uDE00",
                "com.example.X",
                true, Duration.ofMillis(1500), true, BYTES, Payload.of(new byte[0]), TimeoutType.HEARTBEAT, "at x\nat y",
                cause);
        assertThat(RowCodec.failure(RowCodec.failure(failure))).isEqualTo(failure);
        for (Failure.Kind kind : Failure.Kind.values()) {
            Failure plain = new Failure(kind, "m", null, false, null, false, null, null, null, null, null);
            assertThat(RowCodec.failure(RowCodec.failure(plain))).isEqualTo(plain);
        }
    }

    @Test
    void aDelayOfZeroDiffersFromNoDelay() {
        Failure failure = new Failure(Failure.Kind.APPLICATION, "m", "t", false, Duration.ZERO, false, null, null, null, null,
                null);
        assertThat(RowCodec.failure(RowCodec.failure(failure)).nextRetryDelay()).isEqualTo(Duration.ZERO);
    }

    @Test
    void aLongChainOfCausesAndAnUnpairedSurrogate() {
        Failure failure = null;
        for (int i = 0; i < 5000; i++) {
            failure = Failure.server("cause " + i, false, failure);
        }
        Failure read = RowCodec.failure(RowCodec.failure(failure));
        int length = 0;
        for (Failure f = read; f != null; f = f.cause()) {
            length++;
        }
        assertThat(length).isEqualTo(5000);
        assertThat(RowCodec.failure(RowCodec.failure(Failure.terminated("half \uD83D"))).message()).isEqualTo("half ?");
    }

    @Test
    void requestsWithAllFields() {
        Requests requests = new Requests("s", "p", "u", "r", "o", "c", "t", "busy", "because", "me",
                new Requests.PendingReset(true, false, true),
                List.of(new ActivityChange(ActivityChange.Kind.PAUSE, Instant.ofEpochSecond(7, 9_000), Optional.of("Ada"),
                        Optional.empty()),
                        new ActivityChange(ActivityChange.Kind.RUN_AGAIN, Instant.EPOCH, Optional.empty(), Optional.of("why"))),
                new Links(new UUID(1, 2), new UUID(3, 4), new UUID(5, 6)));
        assertThat(RowCodec.requests(RowCodec.requests(requests))).isEqualTo(requests);
    }

    @Test
    void optionsWithAllFields() {
        Options options = new Options("queue", Duration.ofDays(4000), Duration.ofSeconds(2), Duration.ofSeconds(3, 7000),
                Duration.ofMillis(4), Duration.ofMillis(5), 2,
                new RetryRules(Duration.ofSeconds(1), 1.7, Duration.ofSeconds(100), 9, List.of("A", "B,\"C\"")));
        assertThat(RowCodec.options(RowCodec.options(options))).isEqualTo(options);
    }

    @Test
    void theFirstAndTheLastFailedAttemptsAreKept() {
        byte[] column = null;
        for (int number = 1; number <= 50; number++) {
            column = RowCodec.append(column, new AttemptRecord(number, Instant.ofEpochSecond(number, 123000),
                    Instant.ofEpochSecond(-number, 456000), "node", Failure.application("T", "m" + number)));
        }
        List<AttemptRecord> attempts = RowCodec.failedAttempts(column);
        assertThat(attempts).hasSize(21).extracting(AttemptRecord::number).startsWith(1, 31, 32).endsWith(49, 50);
        assertThat(attempts.get(1)).isEqualTo(new AttemptRecord(31, Instant.ofEpochSecond(31, 123000),
                Instant.ofEpochSecond(-31, 456000), "node", Failure.application("T", "m31")));
    }

    @Test
    void earlierAttemptsAreKeptAsTheyWereWritten() {
        String earlier = "{\"number\":1,\"later\":{\"x\":[1,{}]},\"failure\":[{\"kind\":\"APPLICATION\",\"message\":\"é ] }\"}]}";

        byte[] column = RowCodec.append(("[ " + earlier + " ]").getBytes(StandardCharsets.UTF_8),
                new AttemptRecord(2, null, null, null, null));

        assertThat(column).asString(StandardCharsets.UTF_8).isEqualTo("[" + earlier + ",{\"number\":2}]");
    }

    @Test
    void missingFieldsAreUnsetAndUnknownFieldsAreIgnored() {
        assertThat(RowCodec.failure("[{\"message\":\"old\",\"later\":{\"x\":[1]}}]".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(Failure.application(null, "old"));
        assertThat(RowCodec.requests("{\"later\":1}".getBytes(StandardCharsets.UTF_8))).isEqualTo(Requests.NONE);
        assertThat(RowCodec.options("{\"taskQueue\":\"q\"}".getBytes(StandardCharsets.UTF_8))).isEqualTo(new Options("q",
                Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, 0, RetryRules.UNSET));
        assertThat(RowCodec.failedAttempts("[{\"number\":3}]".getBytes(StandardCharsets.UTF_8)))
                .containsExactly(new AttemptRecord(3, null, null, null, null));
    }

    @Test
    void retryStatesKeepTheirCodes() {
        for (RetryState retryState : RetryState.values()) {
            assertThat(RetryStateCode.of(RetryStateCode.code(retryState))).isEqualTo(retryState);
        }
        assertThat(RetryStateCode.code(RetryState.CANCEL_REQUESTED)).isEqualTo((short) 7);
        assertThat(RetryStateCode.code(null)).isNull();
        assertThat(RetryStateCode.of(null)).isNull();
    }
}
