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
     * @param benchmarks the directory of the benchmarks of the revision that is measured
     * @throws IOException if the module is not built
     */
    List<String> command(Path benchmarks) throws IOException;

    /** {@return the application with the extension} */
    static Program ours() {
        return application("ours");
    }

    /** {@return a packaged Quarkus application} */
    static Program application(String module) {
        return new Packaged(module, "quarkus-app");
    }

    /**
     * {@return a Quarkus application that is packaged for archives of classes: the JVM's own class loader loads all of them}
     */
    static Program archivable(String module) {
        return new Packaged(module, "archivable");
    }

    /** {@return a main class, run on the class path of its module only} */
    static Program main(String module, String mainClass) {
        return new Main(module, mainClass);
    }

    /** A packaged Quarkus application. */
    record Packaged(String name, String directory) implements Program {

        @Override
        public List<String> command(Path benchmarks) throws IOException {
            Path jar = benchmarks.resolve(name).resolve("target").resolve(directory).resolve("quarkus-run.jar");
            if (!Files.exists(jar)) {
                throw new IOException("This application is not built: " + jar);
            }
            return List.of("-jar", jar.toString());
        }
    }

    /** A class with a {@code main} method. */
    record Main(String name, String mainClass) implements Program {

        @Override
        public List<String> command(Path benchmarks) throws IOException {
            Path target = benchmarks.resolve(name).resolve("target");
            String classPath = target.resolve("classes") + ":" + Files.readString(target.resolve("classpath"));
            return List.of("-cp", classPath, "io.quarkiverse.activities.benchmarks." + mainClass);
        }
    }
}
