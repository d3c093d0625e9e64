package io.quarkiverse.activities.test.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Inject;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.agroal.api.AgroalDataSource;
import io.quarkiverse.activities.IdConflictPolicy;
import io.quarkiverse.activities.IdReusePolicy;
import io.quarkiverse.activities.runtime.execution.ActivityMachine;
import io.quarkiverse.activities.runtime.execution.Options;
import io.quarkiverse.activities.runtime.execution.RetryRules;
import io.quarkiverse.activities.runtime.execution.Transition.Applied;
import io.quarkiverse.activities.runtime.store.ActivityStore;
import io.quarkiverse.activities.runtime.store.node.NodeChannel;
import io.quarkiverse.activities.runtime.store.value.NewExecution;
import io.quarkiverse.activities.runtime.store.value.RunIds;

/**
 * Tests that a node claims tasks that other nodes announce. It polls every five seconds while it receives notifications, so
 * twenty starts in sequence take longer than the tests allow if the node only finds them by polling.
 */
abstract class Notifications {

    private static final UUID ELSEWHERE = new UUID(0, 1);
    private static final int STARTS = 20;
    private static final int CUTS = 5;
    private static final Duration LESS_THAN_BY_POLLING = Duration.ofSeconds(60);

    @Inject
    ActivityStore store;

    @Inject
    NodeChannel channel;

    @Inject
    AgroalDataSource database;

    @Test
    void claimsTasksThatAnotherNodeAnnounces() {
        awaitListener();
        long begun = System.nanoTime();
        for (int i = 0; i < STARTS; i++) {
            announceAndAwaitClosed();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(LESS_THAN_BY_POLLING);
    }

    /** Cuts the connection more often than the engine has connections, so that a leak would exhaust the pool. */
    @Test
    void listensAgainEachTimeItsConnectionIsCut() throws SQLException {
        for (int i = 0; i < CUTS; i++) {
            int listener = awaitListener();
            try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
                statement.execute("SELECT pg_terminate_backend(" + listener + ")");
            }
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> awaitListener() != listener);
        }
        claimsTasksThatAnotherNodeAnnounces();
    }

    private void announceAndAwaitClosed() {
        UUID run = startInStore();
        channel.send(List.of(ELSEWHERE + " due 0 " + store.now() + " default"));
        Awaitility.await().pollInterval(Duration.ofMillis(5)).atMost(LESS_THAN_BY_POLLING)
                .until(() -> !store.closed(List.of(run), (unreadable, reason) -> {
                    throw reason;
                }).isEmpty());
    }

    private UUID startInStore() {
        UUID run = RunIds.at(Instant.now());
        Options options = new Options("default", Duration.ZERO, Duration.ZERO, Duration.ofMinutes(2), Duration.ZERO,
                Duration.ZERO, 0, RetryRules.UNSET);
        Applied start = (Applied) ActivityMachine.start(options, null, NewExecution.EPOCH);
        store.start(List.of(new NewExecution(run, run.toString(), "Quick", null, null, start.next(),
                IdReusePolicy.ALLOW_DUPLICATE, IdConflictPolicy.FAIL, null, 0, null, false)));
        return run;
    }

    /** {@return the PID of the server process for the connection on which the node listens} */
    private int awaitListener() {
        return Awaitility.await().atMost(Duration.ofSeconds(30)).until(this::listener, pid -> pid != 0);
    }

    private int listener() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pid FROM pg_stat_activity WHERE query LIKE 'LISTEN%'"
                        + " AND datname = current_database()")) {
            return row.next() ? row.getInt(1) : 0;
        }
    }
}
