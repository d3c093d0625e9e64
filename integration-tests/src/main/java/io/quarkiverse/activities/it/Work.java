package io.quarkiverse.activities.it;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.RetryPolicy;
import io.quarkus.narayana.jta.QuarkusTransaction;

/** Activities whose attempts go on until a file is there: the test decides when, in every process. */
@ApplicationScoped
public class Work {

    @Inject
    Ledger ledger;

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
        await(gate);
        return node;
    }

    @Activity(startToCloseTimeout = "5m", retry = @RetryPolicy(initialInterval = "200ms"))
    @Transactional
    public String gatedWrite(String gate) throws SQLException, InterruptedException {
        QuarkusTransaction.requiringNew().call(() -> {
            ledger.write("begun");
            return null;
        });
        ledger.write("written");
        await(gate);
        return node;
    }

    /** {@return what to write on the parcel} */
    @Activity(startToCloseTimeout = "5m")
    public String pack(Parcel parcel) {
        return parcel.content().size() + " to " + parcel.to();
    }

    private static void await(String gate) throws InterruptedException {
        while (!Files.exists(Path.of(gate))) {
            Thread.sleep(20);
        }
    }
}
