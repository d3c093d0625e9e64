package io.quarkiverse.activities.benchmarks.driver;

import java.io.IOException;
import java.io.StringReader;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

import com.sun.management.OperatingSystemMXBean;

/** Describes the machine, the JVM, the server and the settings of a run. */
final class Machine {

    private Machine() {
    }

    static List<String> describe(Settings settings, Server server) throws SQLException {
        long memory = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize();
        List<String> lines = new ArrayList<>(List.of(
                LocalDate.now() + ", commit " + commit(settings),
                Runtime.getRuntime().availableProcessors() + " cores, shared by all processes, " + (memory >> 30)
                        + " GiB of memory",
                System.getProperty("java.vm.name") + " " + Runtime.version(),
                "PostgreSQL " + server.version() + ": fsync " + server.setting("fsync") + ", synchronous_commit "
                        + server.setting("synchronous_commit") + ", shared_buffers " + server.setting("shared_buffers")
                        + ", max_wal_size " + server.setting("max_wal_size"),
                String.format("%,d activities a run; %,d where each is a transaction; %,d of peers",
                        settings.activities, settings.slowActivities, settings.peerActivities),
                String.format("warm-up until three windows of %d s differ by at most %d %%, at least %d s, at most %d s",
                        settings.warmUpWindowSeconds, settings.warmUpPercent, settings.leastWarmUpSeconds,
                        settings.warmUpSeconds)));
        settings.jdk25.ifPresent(home -> lines.add("JDK 25 figures: " + version(home)));
        return lines;
    }

    private static String version(Path home) {
        try {
            Properties release = new Properties();
            release.load(new StringReader(Files.readString(home.resolve("release"))));
            return (release.getProperty("IMPLEMENTOR") + " " + release.getProperty("JAVA_RUNTIME_VERSION")).replace("\"", "");
        } catch (IOException unknown) {
            return home.toString();
        }
    }

    /** {@return the commit of this revision, for reports} */
    static String commit(Settings settings) {
        try {
            Process git = new ProcessBuilder("git", "describe", "--always", "--dirty").directory(settings.directory.toFile())
                    .start();
            String commit = git.inputReader().readLine();
            return commit == null ? "unknown" : commit;
        } catch (IOException noGit) {
            return "unknown";
        }
    }
}
