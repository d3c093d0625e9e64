package io.quarkiverse.activities.workflow.runtime.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.TimeoutType;
import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.runtime.replay.Entry;
import io.quarkiverse.activities.workflow.runtime.replay.Entry.Kind;
import io.quarkiverse.activities.workflow.runtime.replay.JournalFormatException;
import io.quarkiverse.activities.workflow.runtime.replay.JournalLine;
import io.quarkiverse.activities.workflow.runtime.replay.LocalOutcome;

class JournalCodecTest {

    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00.123456Z");

    /** The format of version 1: journals that are stored look like this, so it never changes. */
    @Test
    void writesCompactText() {
        JournalLine line = new JournalLine(TIME, List.of("a7", "s3", "k no longer wanted"),
                List.of(entry(Kind.ACTIVITY, 8, "Charge"), entry(Kind.TIMER, 9, "PT30S"), entry(Kind.CLOSE, 0, "completed")));
        assertThat(JournalCodec.encode(List.of(line))).isEqualTo("journal 1\n"
                + "{\"t\":1767225600123456,\"in\":[\"a7\",\"s3\",\"k no longer wanted\"],"
                + "\"do\":[\"A8 Charge\",\"T9 PT30S\",\"F completed\"]}");
        assertThat(JournalCodec.encode(new JournalLine(TIME, List.of(), List.of()))).isEqualTo("{\"t\":1767225600123456}");
    }

    @Test
    void readsWhatItHasWritten() {
        Failure cause = Failure.application("Inner", "line 1\nline 2");
        Failure failure = Failure.timeout(TimeoutType.START_TO_CLOSE, null)
                .withLastHeartbeatDetailsAndCause(null, cause);
        List<JournalLine> lines = List.of(
                new JournalLine(TIME, List.of("c1"),
                        List.of(entry(Kind.VERSION, -1, "a change"), entry(Kind.CHILD, 2, "Ship id 7"),
                                entry(Kind.ACTIVITY, 3, "Charge card"), new Entry(Kind.ACTIVITY, 4, "Charge card",
                                        Payload.of("charge 7".getBytes(StandardCharsets.UTF_8)), null, null))),
                new JournalLine(TIME.plusNanos(1000), List.of(),
                        List.of(value("[1, \"two\"]".getBytes(StandardCharsets.UTF_8)), value(new byte[] { (byte) 0xff, 0 }),
                                value(new byte[0]), value(null))),
                new JournalLine(TIME, List.of(), List.of(
                        local(new LocalOutcome.Completed(2, Payload.of("x".getBytes(StandardCharsets.UTF_8)))),
                        local(new LocalOutcome.Completed(1, null)),
                        local(new LocalOutcome.Failed(3, RetryState.MAXIMUM_ATTEMPTS_REACHED, failure)),
                        local(new LocalOutcome.Backoff(1, Duration.ofMinutes(5), cause)))));
        assertThat(JournalCodec.decode(JournalCodec.encode(lines))).isEqualTo(lines);
    }

    @Test
    void everyKindHasALetterOfItsOwn() {
        assertThat(Kind.values()).extracting(Kind::code).doesNotHaveDuplicates();
        for (Kind kind : Kind.values()) {
            assertThat(Kind.of(kind.code())).isEqualTo(kind);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "journal 2", "journal 1\n", "journal 1\n{}", "journal 1\n{\"t\":1}x",
            "journal 1\n{\"t\":1,\"no\":2}",
            "journal 1\n{\"t\":1,\"do\":[\"Q1\"]}", "journal 1\n{\"t\":1,\"do\":[[\"S\",\"bare\"]]}",
            "journal 1\n{\"t\":1,\"do\":[[\"L1\",\"5\"]]}", "journal 1\n{\"t\":1,\"in\":[\"a1\"" })
    void neverGuesses(String damaged) {
        assertThatThrownBy(() -> JournalCodec.decode(damaged)).isInstanceOf(JournalFormatException.class)
                .hasMessageContaining("journal");
    }

    private static Entry entry(Kind kind, long number, String name) {
        return new Entry(kind, number, name, null, null, null);
    }

    private static Entry value(byte[] bytes) {
        return new Entry(Kind.SIDE_EFFECT, 0, null, Payload.ofNullable(bytes), null, null);
    }

    private static Entry local(LocalOutcome outcome) {
        return new Entry(Kind.LOCAL, 4, "Total", null, outcome, TIME);
    }
}
