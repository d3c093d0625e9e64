package io.quarkiverse.activities.benchmarks.driver;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The JVM of a contestant's process, and its options. */
record Jvm(Path home, List<String> options) {

    /** {@return the JVM that runs the driver, with the heap that all contestants have} */
    static Jvm standard() {
        return of(Path.of(System.getProperty("java.home")));
    }

    static Jvm of(Path home) {
        // The driver reads the standard output, so warnings of the JVM must go elsewhere
        return new Jvm(home, List.of("-Xms512m", "-Xmx1g", "-Xlog:disable", "-Xlog:all=warning:stderr"));
    }

    Jvm with(String... more) {
        return new Jvm(home, Stream.concat(options.stream(), Stream.of(more)).toList());
    }

    Stream<String> command() {
        return Stream.concat(Stream.of(home.resolve("bin/java").toString()), options.stream());
    }
}
