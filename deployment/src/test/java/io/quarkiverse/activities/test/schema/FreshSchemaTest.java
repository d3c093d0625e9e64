package io.quarkiverse.activities.test.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jakarta.inject.Inject;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.agroal.api.AgroalDataSource;
import io.quarkiverse.activities.entity.ActivityExecution;
import io.quarkiverse.activities.entity.ActivityExecutionClosed;
import io.quarkiverse.activities.entity.ActivityQueue;
import io.quarkiverse.activities.entity.ActivityWorker;
import io.quarkiverse.activities.runtime.store.jdbc.Dialect;
import io.quarkiverse.activities.runtime.store.schema.SchemaFile;
import io.quarkiverse.activities.runtime.store.schema.SchemaMigrator;
import io.quarkiverse.activities.test.harness.OnEachDatabase;
import io.quarkiverse.activities.test.harness.OnPostgresql;
import io.quarkiverse.activities.test.harness.Tables;
import io.quarkiverse.activities.test.harness.TestDatabase;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.QuarkusUnitTest;

/** Tests an application without entities on an empty database, with validation by Hibernate ORM at the start. */
@OnEachDatabase
class FreshSchemaTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.current().app("fresh")
            .withApplicationRoot(jar -> jar.addClasses(Tables.class, TestDatabase.class))
            .overrideConfigKey("quarkus.hibernate-orm.schema-management.strategy", "validate");

    @Inject
    Tables store;

    @Inject
    SchemaMigrator migrator;

    @Inject
    AgroalDataSource dataSource;

    @Test
    void entitiesReadTheTables() throws Exception {
        store.insertExecution("order-1");
        ActivityExecution row = QuarkusTransaction.requiringNew()
                .call(() -> ActivityExecution.<ActivityExecution> find("activityId", "order-1").singleResult());
        assertThat(row.getActivityType()).isEqualTo("Charge");
        QuarkusTransaction.requiringNew().run(() -> {
            assertThat(ActivityExecutionClosed.count()).isZero();
            assertThat(ActivityWorker.count()).isZero();
            assertThat(ActivityQueue.count()).isZero();
        });
    }

    @Test
    void versionAndKeyAreInstalledOnce() throws Exception {
        byte[] key = (byte[]) store.query("SELECT token_key FROM activity_schema");
        assertThat(key).hasSize(32);
        migrator.run();
        assertThat(store.query("SELECT token_key FROM activity_schema")).isEqualTo(key);
        assertThat(store.query("SELECT version FROM activity_schema")).isEqualTo(SchemaFile.LATEST);
    }

    @Test
    void anInterruptedMigrationIsFinished() throws Exception {
        store.run("DELETE FROM activity_schema", "DROP TABLE activity_worker");
        migrator.run();
        assertThat(store.query("SELECT count(*) FROM activity_worker")).isEqualTo(0L);
    }

    @Test
    void migratorsMayRunConcurrently() throws Exception {
        ExecutorService nodes = Executors.newFixedThreadPool(3);
        try {
            for (int round = 0; round < 5; round++) {
                store.dropTables();
                List<Future<?>> started = new ArrayList<>();
                for (int node = 0; node < 3; node++) {
                    started.add(nodes.submit(migrator::run));
                }
                for (Future<?> start : started) {
                    start.get();
                }
                assertThat(store.query("SELECT count(*) FROM activity_schema")).isEqualTo(1L);
            }
        } finally {
            nodes.shutdown();
        }
    }

    @Test
    void aNewerSchemaIsRefused() throws Exception {
        store.run("UPDATE activity_schema SET version = 99, compatible_from = 98");
        try {
            assertThatThrownBy(migrator::run).hasMessageContaining("version 99").hasMessageContaining("at least 98")
                    .hasMessageContaining("the version of this release is " + SchemaFile.LATEST);
        } finally {
            store.run("UPDATE activity_schema SET version = " + SchemaFile.LATEST + ", compatible_from = 4");
        }
    }

    @Test
    void aNewerSchemaThatThisReleaseCanRunOnIsUsed() throws Exception {
        store.run("UPDATE activity_schema SET version = 99, compatible_from = " + SchemaFile.LATEST);
        try {
            migrator.run();
            assertThat(store.query("SELECT version FROM activity_schema")).isEqualTo(99);
        } finally {
            store.run("UPDATE activity_schema SET version = " + SchemaFile.LATEST + ", compatible_from = 4");
        }
    }

    @Test
    @OnPostgresql
    void aMigrationThatWaitsForASessionDelaysNobodyElse() throws Exception {
        store.run("UPDATE activity_schema SET version = " + (SchemaFile.LATEST - 1));
        CompletableFuture<Void> migration;
        try (Connection idle = dataSource.getConnection();
                Statement statement = idle.createStatement();
                Connection other = dataSource.getConnection();
                Statement read = other.createStatement()) {
            read.setQueryTimeout(10);
            idle.setAutoCommit(false);
            statement.executeQuery("SELECT run_id FROM activity_execution_closed").close();
            migration = CompletableFuture.runAsync(migrator::run);
            for (int i = 0; i < 20; i++) {
                read.executeQuery("SELECT run_id FROM activity_execution_closed").close();
                assertThatThrownBy(() -> migration.get(100, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            }
            idle.rollback();
        }
        migration.get(60, TimeUnit.SECONDS);
        assertThat(store.query("SELECT version FROM activity_schema")).isEqualTo(SchemaFile.LATEST);
    }

    @Test
    @OnPostgresql
    void aMigrationWaitsForAnotherOne() throws Exception {
        store.run("UPDATE activity_schema SET version = " + (SchemaFile.LATEST - 1));
        CompletableFuture<Void> migration;
        try (Connection other = dataSource.getConnection(); Statement statement = other.createStatement()) {
            statement.execute(SchemaMigrator.lockSql(Dialect.POSTGRESQL, true));
            migration = CompletableFuture.runAsync(migrator::run);
            assertThatThrownBy(() -> migration.get(2, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
            statement.execute(SchemaMigrator.lockSql(Dialect.POSTGRESQL, false));
        }
        migration.get(60, TimeUnit.SECONDS);
        assertThat(store.query("SELECT version FROM activity_schema")).isEqualTo(SchemaFile.LATEST);
    }

    @Test
    @OnPostgresql
    void indexesOnFilledTablesAreBuiltWhileOthersWrite() throws Exception {
        store.run("UPDATE activity_schema SET version = 3", "DROP INDEX activity_execution_owner");
        // As an interrupted build leaves it
        store.run("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'activity_execution_paused'::regclass");
        CompletableFuture<Void> migration;
        try (Connection writer = dataSource.getConnection(); Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.executeUpdate("UPDATE activity_execution SET heartbeat_count = 7");
            migration = CompletableFuture.runAsync(migrator::run);
            Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> store.query("SELECT count(*) FROM pg_stat_activity"
                    + " WHERE state = 'active' AND query LIKE '%INDEX CONCURRENTLY%' AND pid <> pg_backend_pid()").equals(1L));
            store.insertExecution("written-meanwhile");
            assertThat(migration).isNotDone();
            writer.rollback();
        }
        migration.get(60, TimeUnit.SECONDS);
        assertThat(store.query("SELECT count(*) FROM pg_index WHERE indisvalid AND indexrelid IN"
                + " ('activity_execution_owner'::regclass, 'activity_execution_paused'::regclass)")).isEqualTo(2L);
        assertThat(store.query("SELECT version FROM activity_schema")).isEqualTo(SchemaFile.LATEST);
    }

    @Test
    @OnPostgresql
    void pagesHaveFreeSpaceAndHotIndexesArePartial() throws Exception {
        assertThat(store.query("SELECT count(*) FROM pg_class WHERE relname = 'activity_execution'"
                + " AND 'fillfactor=70' = ANY (reloptions)")).isEqualTo(1L);
        assertThat(store.query("SELECT count(*) FROM pg_indexes WHERE indexname IN ('activity_execution_claim',"
                + " 'activity_execution_deadline') AND indexdef LIKE '%WHERE%'")).isEqualTo(2L);
    }

    @Test
    @OnPostgresql
    void heartbeatsAreHeapOnlyUpdates() throws Exception {
        store.insertExecution("hot-1");
        store.run("UPDATE activity_execution SET heartbeat_at = now(), heartbeat_details = '\\x01',"
                + " heartbeat_count = heartbeat_count + 1 WHERE activity_id = 'hot-1'", "SELECT pg_stat_force_next_flush()");
        assertThat(store.query("SELECT n_tup_hot_upd FROM pg_stat_user_tables WHERE relname = 'activity_execution'"))
                .isEqualTo(1L);
    }
}
