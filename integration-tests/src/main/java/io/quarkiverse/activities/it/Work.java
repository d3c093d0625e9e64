package io.quarkiverse.activities.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.RetryPolicy;

/** Activities that return, most of them only when a gate is open. */
@ApplicationScoped
public class Work {

    @Inject
    Ledger ledger;

    @Inject
    TransactionSynchronizationRegistry transaction;

    @ConfigProperty(name = "node")
    String node;

    /** {@return the node that ran it} */
    @Activity(startToCloseTimeout = "5m", retry = @RetryPolicy(initialInterval = "200ms", maximumInterval = "1s"))
    public String quick() throws SQLException, InterruptedException {
        Thread.sleep(50);
        ledger.write("done");
        return node;
    }

    @Activity(startToCloseTimeout = "5m", retry = @RetryPolicy(initialInterval = "200ms"))
    public String gated(String gate) throws SQLException, InterruptedException {
        ledger.write("begun");
        Gate.await(gate);
        return node;
    }

    /** Waits between what it writes and its end. What is begun is written. */
    @Activity(startToCloseTimeout = "5m", retry = @RetryPolicy(initialInterval = "200ms"))
    @Transactional
    public String gatedWrite(String gate) throws SQLException, InterruptedException {
        ledger.write("written");
        ledger.writeAtOnce("begun");
        Gate.await(gate);
        return node;
    }

    /** Waits when its end is written too, and nothing is committed yet. A file beside the gate says that it waits. */
    @Activity(startToCloseTimeout = "5m", retry = @RetryPolicy(initialInterval = "200ms"))
    @Transactional
    public String gatedCommit(String gate) throws SQLException {
        ledger.write("written");
        transaction.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                try {
                    Files.writeString(Path.of(gate + "-" + node), "waits");
                    Gate.await(gate);
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }

            @Override
            public void afterCompletion(int status) {
                // Nothing waits for it
            }
        });
        return node;
    }

    /** {@return what to write on the parcel} */
    @Activity(startToCloseTimeout = "5m")
    public String pack(Parcel parcel) {
        return parcel.content().size() + " to " + parcel.to();
    }
}
