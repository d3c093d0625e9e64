package io.quarkiverse.activities.it;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.agroal.api.AgroalDataSource;
import io.quarkiverse.activities.ActivityContext;
import io.quarkus.narayana.jta.QuarkusTransaction;

/** Records the events of attempts in a table that the tests create. */
@ApplicationScoped
public class Ledger {

    @Inject
    AgroalDataSource database;

    @Inject
    ActivityContext activity;

    @ConfigProperty(name = "node")
    String node;

    /** Writes an entry in a transaction of its own, so it stays even if the attempt's transaction is rolled back. */
    void writeAtOnce(String event) {
        QuarkusTransaction.requiringNew().call(() -> {
            write(event);
            return null;
        });
    }

    /** Writes an entry for the current attempt, in its transaction if there is one. */
    void write(String event) throws SQLException {
        write(activity.info().activityId(), activity.info().attempt(), event);
    }

    void write(String activityId, int attempt, String event) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection
                        .prepareStatement("INSERT INTO ledger (activity_id, attempt, node, event) VALUES (?, ?, ?, ?)")) {
            insert.setString(1, activityId);
            insert.setInt(2, attempt);
            insert.setString(3, node);
            insert.setString(4, event);
            insert.executeUpdate();
        }
    }
}
