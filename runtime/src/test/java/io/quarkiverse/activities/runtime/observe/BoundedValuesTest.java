package io.quarkiverse.activities.runtime.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.Test;

class BoundedValuesTest {

    @Test
    void valuesBeyondTheBoundBecomeOther() {
        BoundedValues values = new BoundedValues(2);
        assertThat(values.of("Charge")).isEqualTo("Charge");
        assertThat(values.of("Refund")).isEqualTo("Refund");
        assertThat(values.of("Made up")).isEqualTo("other");
        assertThat(values.of("Made up again")).isEqualTo("other");
        assertThat(values.of("Charge")).isEqualTo("Charge");
    }

    @Test
    void aNewValueThatTwoThreadsAskForAtOnceIsItself() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 2_000; round++) {
                BoundedValues values = new BoundedValues(2);
                CyclicBarrier together = new CyclicBarrier(2);
                assertThat(threads.invokeAll(Collections.nCopies(2, () -> {
                    together.await();
                    return values.of("Charge");
                }))).allSatisfy(value -> assertThat(value.get()).isEqualTo("Charge"));
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
