package io.quarkiverse.activities.benchmarks.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The program that a contestant's process runs, from one of the modules. */
interface Program {

    /** {@return the name for log files} */
    String name();

    /**
     * {@return the part of the command line that follows the JVM options}
     *
     * @throws IOException if the module is not built
     */
    List<String> command() throws IOException;

    /** {@return a packaged Quarkus application} */
    static Program application(Settings settings, String module) {
        return new Packaged(module, settings.directory.resolve(module).resolve("target"));
    }

    /** {@return a main class, run on the class path of its module only} */
    static Program main(Settings settings, String module, String mainClass) {
        return new Main(module, settings.directory.resolve(module).resolve("target"), mainClass);
    }

    /** A packaged Quarkus application. */
    record Packaged(String name, Path target) implements Program {

        @Override
        public List<String> command() {
            return List.of("-jar", target.resolve("quarkus-app/quarkus-run.jar").toString());
        }
    }

    /** A class with a {@code main} method. */
    record Main(String name, Path target, String mainClass) implements Program {

        @Override
        public List<String> command() throws IOException {
            String classPath = target.resolve("classes") + ":" + Files.readString(target.resolve("classpath"));
            return List.of("-cp", classPath, "io.quarkiverse.activities.benchmarks." + mainClass);
        }
    }
}
