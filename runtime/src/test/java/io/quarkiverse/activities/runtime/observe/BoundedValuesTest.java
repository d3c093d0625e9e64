package io.quarkiverse.activities.runtime.observe;

import static org.assertj.core.api.Assertions.assertThat;

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
}
