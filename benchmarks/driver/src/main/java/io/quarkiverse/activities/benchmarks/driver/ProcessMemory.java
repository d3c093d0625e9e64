package io.quarkiverse.activities.benchmarks.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads the memory of processes from Linux. */
final class ProcessMemory {

    private static final String RESIDENT = "VmRSS:";

    private ProcessMemory() {
    }

    static double residentMegabytes(long pid) throws IOException {
        return residentMegabytes(Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status")));
    }

    /** @param status the lines of {@code /proc/PID/status} */
    static double residentMegabytes(List<String> status) {
        String line = status.stream().filter(each -> each.startsWith(RESIDENT)).findFirst().orElseThrow();
        return Long.parseLong(line.substring(RESIDENT.length(), line.length() - "kB".length()).trim()) / 1_024.0;
    }
}
