package io.quarkiverse.activities.benchmarks.driver;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The begin and the end of a run in microseconds of the clock, and the figures of its process. */
record RunResult(long begun, long ended, Map<String, Double> figures) {

    static RunResult parse(String line) {
        String[] words = line.split(" ");
        if (!words[0].equals("ran")) {
            throw new IllegalArgumentException("Unexpected answer of a contestant: " + line);
        }
        Map<String, Double> figures = new HashMap<>();
        for (int i = 3; i < words.length; i++) {
            String[] figure = words[i].split("=");
            figures.put(figure[0], Double.valueOf(figure[1]));
        }
        return new RunResult(Long.parseLong(words[1]), Long.parseLong(words[2]), figures);
    }

    /** {@return the seconds from the first begin to the last end} */
    static double seconds(List<RunResult> runs) {
        long begun = runs.stream().mapToLong(RunResult::begun).min().orElseThrow();
        long ended = runs.stream().mapToLong(RunResult::ended).max().orElseThrow();
        return (ended - begun) / 1e6;
    }

    /** {@return the seconds from begin to end; if the contestant had to prepare the run, those that it reports} */
    double seconds() {
        return figures.getOrDefault("seconds", seconds(List.of(this)));
    }
}
