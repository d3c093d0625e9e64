package io.quarkiverse.activities.benchmarks.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Another revision of the extension, built in {@code target/compare}.
 *
 * @param name what it is called in reports
 * @param benchmarks the directory of its benchmarks, with its applications
 */
record OtherRevision(String name, Path benchmarks) {

    /** The modules that both revisions need. The driver, the ceiling and the peers of this revision are used. */
    private static final List<String> APPLICATIONS = List.of("ours", "plain", "h2");
    private static final int NAME_LENGTH = 12;

    /** Builds the revision, by default with the benchmarks of this one, so that only the extension differs. */
    static OtherRevision build(Settings settings) throws IOException, InterruptedException {
        Path git = settings.directory;
        String commit = Command.output(git, "git", "rev-parse", "--verify", settings.compare.orElseThrow() + "^{commit}");
        String name = commit.substring(0, NAME_LENGTH);
        Path checkout = Files.createDirectories(settings.target("compare").resolve(name));
        Path benchmarks = checkout.resolve("benchmarks");
        DirectoryTree.delete(benchmarks);
        Path archive = settings.target("compare").resolve(name + ".tar");
        Path root = Path.of(Command.output(git, "git", "rev-parse", "--show-toplevel"));
        Command.run(root, "git", "archive", "--format=tar", "--output=" + archive, commit);
        Command.run(checkout, "tar", "-xf", archive.toString());
        Files.delete(archive);
        if (!settings.ownHarness) {
            DirectoryTree.delete(benchmarks);
            DirectoryTree.copySources(settings.directory, benchmarks);
        }
        System.out.println("Building " + commit + " in " + checkout);
        Command.run(checkout, maven(settings, benchmarks));
        return new OtherRevision(name, benchmarks);
    }

    private static String[] maven(Settings settings, Path benchmarks) {
        String home = System.getProperty("maven.home");
        List<String> command = new ArrayList<>(List.of(home == null ? "mvn" : Path.of(home, "bin", "mvn").toString(),
                "-B", "-q", "-ntp", "package", "-DskipTests", "-Pbenchmarks", "-am", "-pl",
                String.join(",", modules(benchmarks))));
        command.addAll(settings.mavenArguments);
        return command.toArray(String[]::new);
    }

    private static List<String> modules(Path benchmarks) {
        return APPLICATIONS.stream().filter(module -> Files.exists(benchmarks.resolve(module)))
                .map(module -> "benchmarks/" + module).toList();
    }
}
