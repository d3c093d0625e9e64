package io.quarkiverse.activities.test.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Inject;

import org.hibernate.LockMode;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.entity.ActivityExecution;
import io.quarkiverse.activities.entity.ActivityWorker;
import io.quarkiverse.activities.runtime.execution.Execution;
import io.quarkiverse.activities.runtime.store.jdbc.EngineSessions;
import io.quarkiverse.activities.test.harness.EngineWrites;
import io.quarkus.narayana.jta.QuarkusTransaction;

/** Tests that only the engine writes rows through entities. */
abstract class StoreEntities extends StoreListing {

    @Inject
    EngineSessions sessions;

    @Inject
    SessionFactory factory;

    @Test
    void manyRowsAreLockedUpdatedInsertedAndDeleted() throws Exception {
        tables.insertExecution("many-1");
        tables.insertExecution("many-2");
        try (Connection connection = connections.take(); StatelessSession session = sessions.open(connection)) {
            List<ActivityExecution> rows = lock(session, "many-%");
            List<ActivityExecution> copies = new ArrayList<>();
            for (ActivityExecution row : rows) {
                Execution before = (Execution) EngineWrites.execution(row);
                EngineWrites.set(row, renamedWorker(before, "engine"));
                ActivityExecution copy = new ActivityExecution();
                EngineWrites.identify(copy, row.getActivityId() + "-copy");
                EngineWrites.set(copy, before);
                copies.add(copy);
            }
            session.updateMultiple(rows);
            session.insertMultiple(copies);
            connection.commit();
        }
        assertThat(tables.query("SELECT count(*) FROM activity_execution WHERE last_worker = 'engine'")).isEqualTo(2L);
        assertThat(tables.query("SELECT count(*) FROM activity_execution WHERE activity_id LIKE 'many-%'")).isEqualTo(4L);
        try (Connection connection = connections.take(); StatelessSession session = sessions.open(connection)) {
            List<ActivityExecution> rows = lock(session, "many-%");
            rows.forEach(EngineWrites::allow);
            session.deleteMultiple(rows);
            connection.commit();
        }
        assertThat(tables.query("SELECT count(*) FROM activity_execution WHERE activity_id LIKE 'many-%'")).isEqualTo(0L);
    }

    @Test
    void theTransactionOfTheCallerIsIndependent() throws Exception {
        tables.insertExecution("outside-1");
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
            try (Connection connection = connections.take(); StatelessSession session = sessions.open(connection)) {
                List<ActivityExecution> rows = lock(session, "outside-1");
                EngineWrites.set(rows.get(0), renamedWorker((Execution) EngineWrites.execution(rows.get(0)), "outside"));
                session.updateMultiple(rows);
                connection.commit();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            throw new IllegalStateException("the caller's own work failed");
        })).hasMessageContaining("the caller's own work failed");
        assertThat(tables.query("SELECT last_worker FROM activity_execution WHERE activity_id = 'outside-1'"))
                .isEqualTo("outside");
    }

    @Test
    void failedWorkIsRolledBackAndItsConnectionStaysUsable() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> connections.inTransaction(connection -> {
                connection.createStatement().execute(tables.names.apply("INSERT INTO activity_queue (name) VALUES ('half')"));
                throw new IllegalStateException("stop");
            })).hasMessage("stop");
        }
        assertThat(tables.query("SELECT count(*) FROM activity_queue WHERE name = 'half'")).isEqualTo(0L);
    }

    @Test
    void applicationsCannotWrite() throws Exception {
        tables.insertExecution("foreign-1");
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> new ActivityWorker().persist()))
                .hasStackTraceContaining("is read-only for applications");
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew()
                .run(() -> ActivityExecution.find("activityId", "foreign-1").firstResult().delete()))
                .hasStackTraceContaining("is read-only for applications");
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
            try (StatelessSession session = factory.openStatelessSession()) {
                session.delete(lock(session, "foreign-1").get(0));
            }
        })).hasStackTraceContaining("is read-only for applications");
        assertThat(tables.query("SELECT count(*) FROM activity_execution WHERE activity_id = 'foreign-1'")).isEqualTo(1L);
    }

    @Test
    void entitiesThatWereReadAreNotWritten() throws Exception {
        tables.insertExecution("read-1");
        QuarkusTransaction.requiringNew()
                .run(() -> assertThat(ActivityExecution.find("activityId", "read-1").list()).hasSize(1));
    }

    private static List<ActivityExecution> lock(StatelessSession session, String activityId) {
        return session.createSelectionQuery("from ActivityExecution where activityId like :id order by runId",
                ActivityExecution.class)
                .setParameter("id", activityId).setHibernateLockMode(LockMode.PESSIMISTIC_WRITE).getResultList();
    }

    private static Execution renamedWorker(Execution e, String worker) {
        return new Execution(e.state(), e.scheduledTime(), e.options(), e.original(), e.attempt(), e.heartbeats(),
                e.lastFailure(), worker, e.requests(), e.outcome(), e.closedTime());
    }
}
