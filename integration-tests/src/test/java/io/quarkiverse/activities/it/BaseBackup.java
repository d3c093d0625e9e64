package io.quarkiverse.activities.it;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/** Copies the data directory of a running server. The binaries of the embedded server have no {@code pg_basebackup}. */
final class BaseBackup {

    private static final Set<String> LEFT_OUT = Set.of("postmaster.pid", "postmaster.opts", "epg-lock");

    private final Path data;
    private final String url;

    BaseBackup(Path data, String url) {
        this.data = data;
        this.url = url;
    }

    void copyTo(Path directory) throws IOException {
        try (Connection connection = DriverManager.getConnection(url); Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_backup_start('copy', true)");
            Files.walkFileTree(data, new Copy(directory));
            try (ResultSet label = statement.executeQuery("SELECT labelfile FROM pg_backup_stop(false)")) {
                label.next();
                Files.writeString(directory.resolve("backup_label"), label.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private final class Copy extends SimpleFileVisitor<Path> {

        private final Path target;

        Copy(Path target) {
            this.target = target;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
            Files.createDirectory(there(directory),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            // The standby streams the write-ahead log
            if (!file.startsWith(data.resolve("pg_wal")) && !LEFT_OUT.contains(file.getFileName().toString())) {
                try {
                    Files.copy(file, there(file));
                } catch (NoSuchFileException e) {
                    // A temporary file that is gone
                }
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw e;
        }

        private Path there(Path path) {
            return target.resolve(data.relativize(path));
        }
    }
}
