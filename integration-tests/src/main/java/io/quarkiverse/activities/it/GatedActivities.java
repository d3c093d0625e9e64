package io.quarkiverse.activities.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.locks.LockSupport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.RetryPolicy;
import io.smallrye.common.annotation.RunOnVirtualThread;

/** Activities that return, most of them once a gate is open. */
@ApplicationScoped
public class GatedActivities {

    @Inject
    Ledger ledger;

    @Inject
    TransactionSynchronizationRegistry transaction;

    @ConfigProperty(name = "node")
    String node;

    /** {@return the node that ran the attempt} */
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

    /** Writes to the ledger, then waits for the gate. The event {@code begun} is committed in a separate transaction. */
    @Activity(startToCloseTimeout = "5m", retry = @RetryPolicy(initialInterval = "200ms"))
    @Transactional
    public String gatedWrite(String gate) throws SQLException, InterruptedException {
        ledger.write("written");
        ledger.writeAtOnce("begun");
        Gate.await(gate);
        return node;
    }

    /**
     * Waits for the gate right before the commit, after its completion is written. A file next to the gate signals the wait.
     */
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
                // Nothing to do
            }
        });
        return node;
    }

    /** Ends the process of its node. */
    @Activity(startToCloseTimeout = "5m", retry = @RetryPolicy(initialInterval = "200ms", maximumAttempts = 2))
    public void endNode() throws SQLException {
        ledger.write("begun");
        Runtime.getRuntime().halt(3);
    }

    /** Never returns, whatever happens to its thread. */
    @Activity(startToCloseTimeout = "5m")
    @RunOnVirtualThread
    public void deaf() throws SQLException {
        ledger.write("begun");
        while (true) {
            LockSupport.parkNanos(1_000_000_000);
        }
    }

    @Activity(startToCloseTimeout = "5m")
    public String length(String text) {
        return "length " + text.length();
    }

    /** {@return the label of the parcel} */
    @Activity(startToCloseTimeout = "5m")
    public String pack(Parcel parcel) {
        return parcel.content().size() + " to " + parcel.to();
    }
}
