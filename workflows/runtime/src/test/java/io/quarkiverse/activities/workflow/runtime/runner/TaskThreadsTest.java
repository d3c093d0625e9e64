package io.quarkiverse.activities.workflow.runtime.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

import org.junit.jupiter.api.Test;

class TaskThreadsTest {

    private static final int LIMIT = 16;
    private static final int SHARE = LIMIT / 8;
    private static final long SECOND = 1_000_000_000;

    private final Deque<Runnable> threads = new ArrayDeque<>();
    private final List<String> done = new ArrayList<>();
    private long now;
    private final TaskThreads tasks = new TaskThreads(threads::add, LIMIT, () -> done.add("free"), () -> now);

    private void execute(int count) {
        for (int i = 0; i < count; i++) {
            tasks.execute(() -> done.add("own"));
        }
    }

    @Test
    void allPlacesMayBeClaimed() {
        assertThat(tasks.claimable()).isEqualTo(LIMIT);
        execute(5);
        assertThat(tasks.claimable()).isEqualTo(LIMIT - 5);
        execute(LIMIT - 5);
        assertThat(tasks.claimable()).isZero();
    }

    @Test
    void claimedRunsHaveAShareWhileOthersWait() {
        execute(10 * LIMIT);
        assertThat(tasks.claimable()).as("no task has ended, so they may hang").isZero();
        for (int i = 0; i < SHARE; i++) {
            tasks.executeClaimed(() -> done.add("claimed"));
        }
        threads.remove().run();
        // This thread went on with all that waited
        assertThat(Collections.frequency(done, "claimed")).isEqualTo(SHARE);
        assertThat(done.lastIndexOf("claimed")).isLessThan(8 * (SHARE + 1));
    }

    @Test
    void nothingIsClaimedForTasksThatHang() {
        execute(10 * LIMIT);
        tasks.execute(() -> {
            now += SECOND;
            execute(1);
            assertThat(tasks.claimable()).as("others wait, and many have just ended").isEqualTo(SHARE);
            now += 2 * SECOND;
            assertThat(tasks.claimable()).as("none has ended for a while").isZero();
            done.add("last");
        });
        threads.remove().run();
        assertThat(done).contains("last");
    }

    @Test
    void asManyAreClaimedAsCanBegin() {
        execute(LIMIT + 9);
        List<Integer> claimable = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            tasks.execute(() -> claimable.add(tasks.claimable()));
        }
        execute(1);
        threads.remove().run();
        // After the 10th to the 18th end: an eighth of them
        assertThat(claimable).containsExactly(1, 1, 1, 1, 1, 1, 2, 2, 2);
    }

    @Test
    void aTaskThatFailsHoldsUpNoOther() {
        tasks.execute(() -> {
            throw new IllegalStateException("a failure of the engine");
        });
        tasks.execute(() -> done.add("next"));
        threads.remove().run();
        threads.remove().run();
        assertThat(done).containsExactly("free", "next", "free");
        assertThat(tasks.claimable()).isEqualTo(LIMIT);
    }
}
