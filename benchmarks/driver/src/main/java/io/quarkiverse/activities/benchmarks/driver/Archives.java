package io.quarkiverse.activities.benchmarks.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Archives of classes for the applications of one revision. A process that runs some activities writes each of them once. */
final class Archives {

    private final Bench bench;
    private final Map<String, Path> written = new HashMap<>();

    Archives(Bench bench) {
        this.bench = bench;
    }

    /** {@return the JVM of this kind for the application of this module; with an archive, if the kind has one} */
    Jvm jvm(JvmKind kind, String module) throws IOException, SQLException {
        return kind.reading(bench.settings(), kind.hasArchive() ? archive(kind, module) : null);
    }

    private Path archive(JvmKind kind, String module) throws IOException, SQLException {
        String name = bench.label() + kind.figure(module);
        Path archive = written.get(name);
        if (archive == null) {
            archive = bench.settings().target("archive-" + name);
            Files.deleteIfExists(archive);
            write(kind, module, archive);
            written.put(name, archive);
        }
        return archive;
    }

    private void write(JvmKind kind, String module, Path archive) throws IOException, SQLException {
        ContestantProcess training = ContestantProcess.start(bench, kind.writing(bench.settings(), archive),
                kind.program(module), bench.newDatabase(), List.of(), module.equals("ours") ? "startAll" : "nothing");
        try {
            training.run(bench.settings().coldActivities);
            training.exit();
        } finally {
            training.close();
        }
        if (!Files.exists(archive)) {
            throw new IOException("The JVM has not written " + archive);
        }
    }
}
