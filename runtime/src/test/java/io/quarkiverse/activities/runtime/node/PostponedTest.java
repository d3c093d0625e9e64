package io.quarkiverse.activities.runtime.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

class PostponedTest {

    private long now = 1;
    private final Postponed<String> postponed = new Postponed<>(() -> now, Duration.ofSeconds(30));

    private void pass(long millis) {
        now += Duration.ofMillis(millis).toNanos();
    }

    @Test
    void pausesGrowUpToASecond() {
        postponed.add("key", "request");
        assertThat(postponed.due()).isEmpty();
        assertThat(postponed.nanosUntilDue()).isEqualTo(Duration.ofMillis(20).toNanos());
        for (long pause : new long[] { 20, 40, 80, 160, 320, 640, 1_000, 1_000 }) {
            pass(pause - 1);
            assertThat(postponed.due()).isEmpty();
            pass(1);
            assertThat(postponed.due()).containsExactly("request");
            postponed.again("key");
        }
    }

    @Test
    void requestsWithTheSameKeyAreTriedOneAfterTheOther() {
        postponed.add("key", "first");
        postponed.add("key", "second");
        postponed.add("other", "third");
        pass(20);
        assertThat(postponed.due()).containsExactly("first", "third");
        postponed.remove("key");
        postponed.remove("other");
        assertThat(postponed.due()).containsExactly("second");
        assertThat(postponed.contains("other")).isFalse();
        postponed.remove("key");
        assertThat(postponed.isEmpty()).isTrue();
        assertThat(postponed.nanosUntilDue()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void patienceEndsForEachRequest() {
        postponed.add("key", "request");
        pass(10_000);
        postponed.add("key", "later");
        pass(19_999);
        assertThat(postponed.isTooOld("key")).isFalse();
        pass(1);
        assertThat(postponed.isTooOld("key")).isTrue();
        assertThat(postponed.all()).containsExactly("request", "later");
        postponed.remove("key");
        assertThat(postponed.isTooOld("key")).isFalse();
        pass(10_000);
        assertThat(postponed.isTooOld("key")).isTrue();
    }
}
