package io.quarkiverse.activities.benchmarks.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the CPU times of processes from Linux, including those of ended child processes. */
final class ProcessTimes {

    private static final double TICKS_PER_SECOND = 100;
    /** Indexes in /proc/PID/stat after the name: user and system time of the process, then both of its ended children. */
    private static final int OWN_TIMES = 11;
    private static final int CHILDREN_TIMES = 13;

    private ProcessTimes() {
    }

    /** {@return the CPU seconds of a process and all its children, running or ended} */
    static double withChildren(long pid) throws IOException {
        double living = 0;
        for (ProcessHandle child : ProcessHandle.of(pid).stream().flatMap(ProcessHandle::children).toList()) {
            try {
                living += own(child.pid());
            } catch (IOException over) {
                continue; // it has ended, so its time is included in the parent's ended children, which are read last
            }
        }
        return living + own(pid) + ticks(pid, CHILDREN_TIMES);
    }

    static double own(long pid) throws IOException {
        return ticks(pid, OWN_TIMES);
    }

    private static double ticks(long pid, int first) throws IOException {
        String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[first]) + Long.parseLong(fields[first + 1])) / TICKS_PER_SECOND;
    }
}
