package io.quarkiverse.activities.benchmarks.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class ProcessMemoryTest {

    @Test
    void readsTheResidentMemory() {
        assertThat(ProcessMemory.residentMegabytes(List.of("Name:\tjava", "VmSize:\t  900000 kB", "VmRSS:\t  262144 kB")))
                .isEqualTo(256);
    }
}
