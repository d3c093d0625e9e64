package io.quarkiverse.activities.runtime.store.node;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.codec.RowCodec;
import io.quarkiverse.activities.runtime.store.jdbc.JdbcValues;
import io.quarkiverse.activities.runtime.store.jdbc.StoreTime;
import io.quarkiverse.activities.runtime.store.jdbc.StoreTransactions;
import io.quarkiverse.activities.runtime.store.schema.PhysicalNames;

/** Reads and writes the leases of nodes that serve Task Queues. A node that does not renew its lease is declared dead. */
@Singleton
public class NodeLeases {

    private final StoreTransactions transactions;
    private final StoreTime time;
    private final String insert;
    private final String renew;
    private final String others;
    private final String lost;
    private final String unknown;
    private final String delete;
    private final String all;

    NodeLeases(StoreTransactions transactions, StoreTime time, PhysicalNames names) {
        this.transactions = transactions;
        this.time = time;
        insert = names.apply("INSERT INTO activity_worker (node_id, identity, started_at, lease_until, task_queues)"
                + " VALUES (?, ?, ?, ?, ?)");
        renew = names.apply("UPDATE activity_worker SET lease_until = " + time.now() + " WHERE node_id = ?");
        others = names.apply("SELECT node_id FROM activity_worker WHERE node_id <> ?");
        lost = names.apply("SELECT node_id FROM activity_worker WHERE node_id <> ? AND lease_until < " + time.now());
        unknown = names.apply("SELECT DISTINCT owner FROM activity_execution WHERE owner IS NOT NULL"
                + " AND owner NOT IN (SELECT node_id FROM activity_worker)");
        // Reads the first row of an index. EXISTS would scan all rows if most of them had this owner a moment ago
        delete = names.apply("DELETE FROM activity_worker WHERE node_id = ? AND lease_until <= " + time.now()
                + " AND (SELECT run_id FROM activity_execution WHERE owner = ? ORDER BY run_id LIMIT 1) IS NULL");
        all = names.apply("SELECT w.node_id, w.identity, w.started_at, w.lease_until, w.task_queues,"
                + " (SELECT count(*) FROM activity_execution e WHERE e.owner = w.node_id)"
                + " FROM activity_worker w ORDER BY w.started_at");
    }

    /**
     * Takes or renews the lease of a node.
     *
     * @return false if the node was not registered, because this is its first lease or because other nodes removed it
     */
    public boolean hold(UUID node, String identity, List<String> taskQueues, Duration lease) {
        return transactions.run(connection -> {
            if (renew(connection, node, lease)) {
                return true;
            }
            take(connection, node, identity, taskQueues, lease, time.read(connection));
            return false;
        });
    }

    /** {@return whether the node is registered} */
    private boolean renew(Connection connection, UUID node, Duration lease) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(renew)) {
            int next = time.bind(statement, 1, lease);
            statement.setObject(next, node);
            return statement.executeUpdate() == 1;
        }
    }

    private void take(Connection connection, UUID node, String identity, List<String> taskQueues, Duration lease, Instant now)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            statement.setObject(1, node);
            statement.setString(2, identity);
            statement.setObject(3, JdbcValues.timestamp(now));
            statement.setObject(4, JdbcValues.timestamp(now.plus(lease)));
            statement.setString(5, RowCodec.strings(taskQueues));
            statement.executeUpdate();
        }
    }

    /** Ends the lease of a node now, so that other nodes may take over its attempts. */
    public void giveUp(UUID node) {
        transactions.run(connection -> renew(connection, node, Duration.ZERO));
    }

    /** {@return the other nodes, including those whose lease has expired and that were not removed yet} */
    public List<UUID> others(UUID self) {
        return transactions.run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(others)) {
                statement.setObject(1, self);
                return JdbcValues.uuids(statement);
            }
        });
    }

    /** {@return the other nodes whose lease has expired} */
    public List<UUID> lost(UUID self) {
        return transactions.run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(lost)) {
                statement.setObject(1, self);
                time.bind(statement, 2);
                return JdbcValues.uuids(statement);
            }
        });
    }

    /**
     * {@return the nodes that own attempts but are not registered} A node that freezes for longer than its lease is removed.
     * When it resumes, a claim that was in flight may commit before the node takes a new lease.
     */
    public List<UUID> unknownOwners() {
        return transactions.run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(unknown)) {
                return JdbcValues.uuids(statement);
            }
        });
    }

    /**
     * Removes a node whose lease has expired, unless it still owns attempts. Without its row, they would be found late.
     *
     * @return whether the node was removed
     */
    public boolean remove(UUID node) {
        return transactions.run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(delete)) {
                statement.setObject(1, node);
                int next = time.bind(statement, 2);
                statement.setObject(next, node);
                return statement.executeUpdate() == 1;
            }
        });
    }

    /** {@return the status of all nodes, the oldest first} */
    public List<NodeStatus> all() {
        return transactions.query(connection -> {
            List<NodeStatus> nodes = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(all);
                    ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    nodes.add(new NodeStatus(row.getObject(1, UUID.class), row.getString(2), JdbcValues.instant(row, 3),
                            JdbcValues.instant(row, 4),
                            RowCodec.strings(row.getString(5)), row.getLong(6)));
                }
            }
            return nodes;
        });
    }
}
