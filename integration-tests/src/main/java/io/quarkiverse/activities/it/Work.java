package io.quarkiverse.activities.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.FailedExecution;
import io.quarkiverse.activities.RetryPolicy;
import io.quarkiverse.activities.failure.ActivityCanceledException;

/** Activities whose attempts go on until a file is there: the test decides when, in every process. */
@ApplicationScoped
public class Work {

    @Inject
    Ledger ledger;

    @Inject
    ActivityContext activity;

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
        await(gate);
        return node;
    }

    /** Waits between what it writes and its end. What is begun is written. */
    @Activity(startToCloseTimeout = "5m", retry = @RetryPolicy(initialInterval = "200ms"))
    @Transactional
    public String gatedWrite(String gate) throws SQLException, InterruptedException {
        ledger.write("written");
        ledger.writeAtOnce("begun");
        await(gate);
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
                    await(gate);
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

    /** Goes on until it hears, without asking for it, that it should stop. */
    @Activity(startToCloseTimeout = "5m")
    public String heeding() throws SQLException, InterruptedException {
        CountDownLatch heard = new CountDownLatch(1);
        activity.cancellation().onRequested(heard::countDown);
        ledger.write("begun");
        heard.await();
        ledger.write("heard");
        throw new ActivityCanceledException("heard");
    }

    /** Hands out its token and leaves it to others to complete it. Its first attempt fails: that token is a stale one then. */
    @Activity(startToCloseTimeout = "5m", retry = @RetryPolicy(initialInterval = "200ms"))
    public String handedOut() throws SQLException {
        ledger.write(activity.taskToken());
        if (activity.info().attempt() == 1) {
            throw new IllegalStateException("not yet");
        }
        activity.doNotCompleteOnReturn();
        return null;
    }

    /** Fails when the gate is there. Another activity follows. */
    @Activity(startToCloseTimeout = "5m", retry = @RetryPolicy(maximumAttempts = 1), onFailure = "MakeGood")
    public String broken(String gate) throws SQLException, InterruptedException {
        ledger.write("tried");
        Thread.sleep(50);
        await(gate);
        throw new IllegalStateException("broken");
    }

    /** Notes, once for each run of it, what it follows. */
    @Activity(startToCloseTimeout = "5m", retry = @RetryPolicy(initialInterval = "200ms"))
    @Transactional
    public void makeGood(FailedExecution failed) throws SQLException {
        ledger.write("follows " + failed.activityId());
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
