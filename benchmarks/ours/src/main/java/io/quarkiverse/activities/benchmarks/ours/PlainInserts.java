package io.quarkiverse.activities.benchmarks.ours;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.agroal.api.AgroalDataSource;
import io.quarkiverse.activities.benchmarks.app.Purchase;
import io.quarkiverse.activities.benchmarks.app.Workload;
import io.quarkus.narayana.jta.QuarkusTransaction;

/** Runs the transaction of {@link Joined} with a plain insert of a row as wide as an activity's in place of the start. */
@Singleton
public class PlainInserts implements Workload {

    @Inject
    AgroalDataSource database;

    /** The number of bytes of the row besides its key. */
    @ConfigProperty(name = "width", defaultValue = "400")
    int width;

    @Override
    public String name() {
        return "plainInserts";
    }

    @Override
    public Map<String, Double> run(int count) throws Exception {
        byte[] content = new byte[width];
        try (Threads threads = new Threads(Joined.THREADS)) {
            threads.forEach(count, number -> QuarkusTransaction.requiringNew().run(() -> {
                new Purchase("somebody", 1).persist();
                insert(content);
            }));
        }
        return Map.of();
    }

    private void insert(byte[] content) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO plain (id, content) VALUES (?, ?)")) {
            insert.setObject(1, UUID.randomUUID());
            insert.setBytes(2, content);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
