package io.quarkiverse.activities.runtime.store.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class RunIdsTest {

    private static final Instant NOW = Instant.parse("2026-11-30T09:30:00.123Z");

    @Test
    void areOrderedByMicroseconds() {
        List<UUID> ids = IntStream.range(0, 2_000).mapToObj(micros -> RunIds.at(NOW.plusNanos(micros * 1_000L))).toList();
        assertThat(ids).isSortedAccordingTo(RunIds::compare).doesNotHaveDuplicates();
    }

    @Test
    void areVersion7WithTheMilliseconds() {
        UUID id = RunIds.at(NOW.plusNanos(999_999));
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
        assertThat(id.getMostSignificantBits() & 0xFFF).isEqualTo(0xFFF);
    }

    @Test
    void idsOfOneProcessStayInOrderWhenTheClockStandsOrGoesBack() {
        RunIdSequence sequence = new RunIdSequence();
        List<UUID> ids = new ArrayList<>();
        for (int back = 0; back < 100; back++) {
            ids.add(sequence.next(NOW));
            ids.add(sequence.next(NOW.minusMillis(back)));
        }
        assertThat(ids).isSortedAccordingTo(RunIds::compare).doesNotHaveDuplicates();
    }
}
