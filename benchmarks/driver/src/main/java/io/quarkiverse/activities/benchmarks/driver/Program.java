package io.quarkiverse.activities.benchmarks.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a contestant's process runs: the part of its command line that begins behind the options of the JVM. */
record Program(String name, List<String> command) {

    /** A packaged Quarkus application of one of the modules. */
    static Program application(Settings settings, String module) {
        return new Program(module,
                List.of("-jar", settings.directory.resolve(module).resolve("target/quarkus-app/quarkus-run.jar").toString()));
    }

    /** A class of one of the modules, on that module's class path and no other. */
    static Program main(Settings settings, String module, String mainClass) throws IOException {
        Path target = settings.directory.resolve(module).resolve("target");
        String classPath = target.resolve("classes") + ":" + Files.readString(target.resolve("classpath"));
        return new Program(module,
                List.of("-cp", classPath, "io.quarkiverse.activities.benchmarks." + mainClass));
    }
}
