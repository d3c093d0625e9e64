package io.quarkiverse.activities.benchmarks.ours;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.agroal.api.AgroalDataSource;
import io.quarkiverse.activities.benchmarks.app.Purchase;
import io.quarkiverse.activities.benchmarks.app.Workload;
import io.quarkiverse.activities.benchmarks.ceiling.Tables;
import io.quarkus.narayana.jta.QuarkusTransaction;

/**
 * Runs the transaction of {@link Transactional} without the extension: it writes the business row, and completes a row of the
 * ceiling's. The rows are inserted and claimed before.
 */
@Singleton
public class PlainTransactions implements Workload {

    private static final int BATCH = 500;

    @Inject
    AgroalDataSource database;

    /** The width of a row that is in progress, in bytes. */
    @ConfigProperty(name = "width.open", defaultValue = "400")
    int openWidth;

    /** The width of a closed row, in bytes. */
    @ConfigProperty(name = "width.closed", defaultValue = "400")
    int closedWidth;

    private Tables tables;
    private long created;

    @Override
    public String name() {
        return "plainTransactions";
    }

    @Override
    public Map<String, Double> run(int count) throws Exception {
        List<UUID> claimed = prepare(count);
        long begun = System.nanoTime();
        try (Threads threads = new Threads(Joined.THREADS)) {
            threads.forEach(count, number -> QuarkusTransaction.requiringNew().run(() -> {
                new Purchase("somebody", 1).persist();
                complete(claimed.get(number));
            }));
        }
        return Map.of("seconds", (System.nanoTime() - begun) / 1e9);
    }

    private List<UUID> prepare(int count) throws SQLException {
        List<UUID> claimed = new ArrayList<>(count);
        try (Connection connection = database.getConnection()) {
            if (tables == null) {
                tables = Tables.create(connection, openWidth, closedWidth);
            }
            while (claimed.size() < count) {
                int batch = Math.min(BATCH, count - claimed.size());
                List<UUID> ids = new ArrayList<>(batch);
                for (int i = 0; i < batch; i++) {
                    // Ascending, like those of the extension
                    ids.add(new UUID(created++, created));
                }
                tables.insert(connection, ids);
                claimed.addAll(tables.claim(connection, batch));
            }
        }
        return claimed;
    }

    private void complete(UUID id) {
        try (Connection connection = database.getConnection()) {
            tables.complete(connection, List.of(id));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
