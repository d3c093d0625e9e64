package io.quarkiverse.activities.benchmarks.ceiling;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import io.quarkiverse.activities.benchmarks.contestant.Contestant;
import io.quarkiverse.activities.benchmarks.contestant.Database;
import io.quarkiverse.activities.benchmarks.contestant.DriverProtocol;

/**
 * The leanest JDBC program that does the same row work. Some threads insert rows, and as many claim and complete them. Each
 * thread has its own connection, and each statement is its own transaction.
 */
public final class Ceiling implements Contestant {

    private final int batch;
    private final int threads;
    private final Tables tables;
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final List<Connection> connections = new ArrayList<>();
    private long created;

    private Ceiling(int batch, int threads, int openWidth, int closedWidth) throws SQLException {
        this.batch = batch;
        this.threads = threads;
        for (int i = 0; i < 2 * threads; i++) {
            connections.add(connect());
        }
        tables = Tables.create(connections.get(0), openWidth, closedWidth);
    }

    /** Connects with sequential scans disabled: a plan made for an empty table must not read all of it once it is full. */
    private static Connection connect() throws SQLException {
        Connection connection = DriverManager.getConnection(Database.url());
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET enable_seqscan = off");
        }
        return connection;
    }

    /**
     * @param arguments the number of rows in a batch, the number of threads that insert (as many claim and complete), and the
     *        widths of an open and of a closed row in bytes
     */
    public static void main(String... arguments) throws Exception {
        DriverProtocol.serve(new Ceiling(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]),
                Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3])));
    }

    @Override
    public Map<String, Double> run(int count) throws Exception {
        AtomicInteger toInsert = new AtomicInteger(count);
        AtomicInteger toComplete = new AtomicInteger(count);
        List<Future<?>> ends = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            Connection inserts = connections.get(2 * thread);
            Connection completes = connections.get(2 * thread + 1);
            ends.add(executor.submit(() -> insert(inserts, toInsert)));
            ends.add(executor.submit(() -> work(completes, toComplete)));
        }
        for (Future<?> end : ends) {
            end.get();
        }
        return Map.of();
    }

    private Void insert(Connection connection, AtomicInteger toInsert) throws SQLException {
        int left;
        while ((left = toInsert.getAndAdd(-batch)) > 0) {
            List<UUID> ids = new ArrayList<>(batch);
            for (int i = 0; i < Math.min(batch, left); i++) {
                ids.add(nextId());
            }
            tables.insert(connection, ids);
        }
        return null;
    }

    private Void work(Connection connection, AtomicInteger toComplete) throws SQLException, InterruptedException {
        while (toComplete.get() > 0) {
            List<UUID> claimed = tables.claim(connection, batch);
            if (claimed.isEmpty()) {
                Thread.sleep(1);
            } else {
                tables.complete(connection, claimed);
                toComplete.addAndGet(-claimed.size());
            }
        }
        return null;
    }

    /** {@return the next ID} IDs ascend, like those of the extension, so that new rows go to the end of the indexes. */
    private synchronized UUID nextId() {
        return new UUID(created++, created);
    }

    @Override
    public void close() throws SQLException {
        executor.shutdown();
        for (Connection connection : connections) {
            connection.close();
        }
    }
}
