package io.quarkiverse.activities.workflow.it;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;

/** Records what the activities of workflows have done, in a table that the tests create. */
@ApplicationScoped
public class Ledger {

    @Inject
    AgroalDataSource database;

    @ConfigProperty(name = "node")
    String node;

    /** Writes an entry in a transaction of its own, so it stays even if the attempt does not count. */
    void writeAtOnce(String workflow, int attempt, String event) {
        QuarkusTransaction.requiringNew().run(() -> write(workflow, attempt, event));
    }

    /** Writes an entry, in the transaction of the attempt if there is one. */
    void write(String workflow, int attempt, String event) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection
                        .prepareStatement("INSERT INTO ledger (activity_id, attempt, node, event) VALUES (?, ?, ?, ?)")) {
            insert.setString(1, workflow);
            insert.setInt(2, attempt);
            insert.setString(3, node);
            insert.setString(4, event);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
