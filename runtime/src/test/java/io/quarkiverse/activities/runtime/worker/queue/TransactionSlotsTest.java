package io.quarkiverse.activities.runtime.worker.queue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransactionSlotsTest {

    @ParameterizedTest
    @CsvSource({ "1,1", "2,1", "5,4", "20,18", "50,45" })
    void aTenthOfTheConnectionsIsLeftToTheApplication(int connections, int slots) {
        assertThat(new TransactionSlots(connections).slots()).isEqualTo(slots);
    }

    @Test
    void noMoreThanTheFreeOnesAreTaken() {
        TransactionSlots slots = new TransactionSlots(5);
        assertThat(slots.take(3)).isEqualTo(3);
        assertThat(slots.take(3)).isEqualTo(1);
        assertThat(slots.take(3)).isZero();
        slots.giveBack(2);
        assertThat(slots.take(3)).isEqualTo(2);
    }
}
