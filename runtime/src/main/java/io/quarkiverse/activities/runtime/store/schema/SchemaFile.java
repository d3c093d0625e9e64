package io.quarkiverse.activities.runtime.store.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.activities.runtime.store.jdbc.Dialect;

/** The shipped SQL files. Each migrates the schema from one version to the next. Flyway and Liquibase use the same files. */
public final class SchemaFile {

    /** The schema version that this release needs. */
    public static final int LATEST = 7;

    private SchemaFile() {
    }

    /** {@return the resource that migrates the schema to the given version} */
    public static String path(Dialect dialect, int version) {
        return String.format("db/activities/%s/R__quarkus_activities_%03d.sql", dialect.kind(), version);
    }

    static List<String> statements(Dialect dialect, int version) {
        List<String> statements = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        for (String line : read(path(dialect, version)).split("\n")) {
            if (line.isBlank() || line.startsWith("--")) {
                continue;
            }
            statement.append(line).append('\n');
            if (line.endsWith(";")) {
                statement.setLength(statement.length() - 2);
                statements.add(statement.toString());
                statement.setLength(0);
            }
        }
        return statements;
    }

    private static String read(String path) {
        try (InputStream file = SchemaFile.class.getClassLoader().getResourceAsStream(path)) {
            if (file == null) {
                throw new IllegalStateException("The schema file " + path + " is not on the class path");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
