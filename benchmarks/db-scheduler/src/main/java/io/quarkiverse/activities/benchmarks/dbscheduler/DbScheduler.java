package io.quarkiverse.activities.benchmarks.dbscheduler;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariDataSource;

import io.quarkiverse.activities.benchmarks.contestant.DriverProtocol;
import io.quarkiverse.activities.benchmarks.contestant.EndToEnd;
import io.quarkiverse.activities.benchmarks.contestant.Pool;

/** Runs db-scheduler as its documentation recommends for speed: lock-and-fetch, scheduled in batches. It keeps no history. */
public final class DbScheduler extends EndToEnd {

    /** The table as in the documentation of db-scheduler. */
    private static final String[] TABLE = {
            "CREATE TABLE scheduled_tasks (task_name text NOT NULL, task_instance text NOT NULL, task_data bytea,"
                    + " execution_time timestamp with time zone NOT NULL, picked boolean NOT NULL, picked_by text,"
                    + " last_success timestamp with time zone, last_failure timestamp with time zone, consecutive_failures int,"
                    + " last_heartbeat timestamp with time zone, version bigint NOT NULL, priority smallint, state text,"
                    + " state_modified_at timestamp with time zone, PRIMARY KEY (task_name, task_instance))",
            "CREATE INDEX execution_time_idx ON scheduled_tasks (execution_time)",
            "CREATE INDEX last_heartbeat_idx ON scheduled_tasks (last_heartbeat)" };

    private final OneTimeTask<String> task = Tasks.oneTime("work", String.class).execute((instance, context) -> {
    });
    private final HikariDataSource dataSource;
    private final Scheduler scheduler;
    private int started;

    private DbScheduler(int threads) throws SQLException {
        super("EXISTS (SELECT 1 FROM scheduled_tasks)");
        dataSource = Pool.of(threads + 5);
        try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
            for (String ddl : TABLE) {
                statement.execute(ddl);
            }
        }
        scheduler = Scheduler.create(dataSource, task).threads(threads).pollUsingLockAndFetch(1.0, 4.0)
                .pollingInterval(Duration.ofMillis(50)).build();
        scheduler.start();
    }

    /** @param arguments the number of threads */
    public static void main(String... arguments) throws Exception {
        DriverProtocol.serve(new DbScheduler(Integer.parseInt(arguments[0])));
    }

    @Override
    protected void start(int activities) {
        int first = started;
        started += activities;
        Stream<TaskInstance<?>> instances = IntStream.range(first, started)
                .mapToObj(number -> task.instance(String.valueOf(number), "customer " + number));
        scheduler.scheduleBatch(instances, Instant.now());
    }

    @Override
    public void close() {
        scheduler.stop();
        dataSource.close();
    }
}
