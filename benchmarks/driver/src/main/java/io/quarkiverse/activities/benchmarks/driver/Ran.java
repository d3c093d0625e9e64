package io.quarkiverse.activities.benchmarks.driver;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How a run went: when it began and ended, in microseconds of the clock, and what its process saw. */
record Ran(long begun, long ended, Map<String, Double> figures) {

    static Ran parse(String line) {
        String[] words = line.split(" ");
        if (!words[0].equals("ran")) {
            throw new IllegalArgumentException("Not an answer: " + line);
        }
        Map<String, Double> figures = new HashMap<>();
        for (int i = 3; i < words.length; i++) {
            String[] figure = words[i].split("=");
            figures.put(figure[0], Double.valueOf(figure[1]));
        }
        return new Ran(Long.parseLong(words[1]), Long.parseLong(words[2]), figures);
    }

    /** {@return the time from the first that began to the last that ended} */
    static double seconds(List<Ran> together) {
        long begun = together.stream().mapToLong(Ran::begun).min().orElseThrow();
        long ended = together.stream().mapToLong(Ran::ended).max().orElseThrow();
        return (ended - begun) / 1e6;
    }

    double seconds() {
        return seconds(List.of(this));
    }
}
