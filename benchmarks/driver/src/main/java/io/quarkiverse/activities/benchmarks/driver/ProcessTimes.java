package io.quarkiverse.activities.benchmarks.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** CPU times as Linux keeps them, of processes that are over included. */
final class ProcessTimes {

    private static final double TICKS_PER_SECOND = 100;
    /** In /proc/PID/stat, counted from behind the name: user, system, and both of children that are over. */
    private static final int OWN_TIMES = 11;
    private static final int CHILDREN_TIMES = 13;

    private ProcessTimes() {
    }

    /** {@return the CPU seconds of a process and all its children, living or not} */
    static double withChildren(long pid) throws IOException {
        double living = 0;
        for (ProcessHandle child : ProcessHandle.of(pid).stream().flatMap(ProcessHandle::children).toList()) {
            try {
                living += own(child.pid());
            } catch (IOException over) {
                continue; // and so it is among the parent's children that are over, which are looked at last
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
