package io.quarkiverse.activities.it;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The classes that a node of an application loads, archived by the JVM. A node starts with half of the processor time then. The
 * first node that needs the archive of an application makes it: it starts once more than asked for, and ends.
 */
final class ClassArchive {

    private static final Map<Path, Path> ARCHIVES = new ConcurrentHashMap<>();

    private ClassArchive() {
    }

    /**
     * @param application the directory of an application that is packaged as an {@code aot-jar}: the JVM archives only classes
     *        that its own class loader loads
     */
    static String option(Path application) {
        return "-XX:SharedArchiveFile=" + ARCHIVES.computeIfAbsent(application, ClassArchive::make);
    }

    private static Path make(Path application) {
        Path archive = Database.buildDirectory().resolve("classes-" + ProcessHandle.current().pid() + ".jsa");
        archive.toFile().deleteOnExit();
        try (AppNode node = new AppNode("archive", application, Database.create("archive"),
                "-XX:ArchiveClassesAtExit=" + archive)) {
            node.ready().terminate();
        }
        return archive;
    }
}
