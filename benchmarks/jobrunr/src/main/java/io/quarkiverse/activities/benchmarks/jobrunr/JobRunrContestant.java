package io.quarkiverse.activities.benchmarks.jobrunr;

import static org.jobrunr.server.BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration;

import java.util.stream.IntStream;

import org.jobrunr.configuration.JobRunr;
import org.jobrunr.scheduling.JobScheduler;
import org.jobrunr.storage.sql.postgres.PostgresStorageProvider;

import com.zaxxer.hikari.HikariDataSource;

import io.quarkiverse.activities.benchmarks.contestant.Conversation;
import io.quarkiverse.activities.benchmarks.contestant.EndToEnd;
import io.quarkiverse.activities.benchmarks.contestant.Pool;

/** JobRunr, with jobs enqueued as a stream, which it saves in batches. It keeps what has succeeded. */
public final class JobRunrContestant extends EndToEnd {

    private final HikariDataSource dataSource;
    private final JobScheduler scheduler;

    private JobRunrContestant(int workers) {
        super("EXISTS (SELECT 1 FROM jobrunr_jobs WHERE state IN ('ENQUEUED', 'PROCESSING', 'SCHEDULED', 'FAILED'))");
        dataSource = Pool.of(workers + 5);
        scheduler = JobRunr.configure().useStorageProvider(new PostgresStorageProvider(dataSource))
                .useBackgroundJobServer(usingStandardBackgroundJobServerConfiguration().andWorkerCount(workers)
                        .andPollIntervalInSeconds(5))
                .initialize().getJobScheduler();
    }

    /** @param arguments workers */
    public static void main(String... arguments) throws Exception {
        Conversation.hold(new JobRunrContestant(Integer.parseInt(arguments[0])));
    }

    /** The job. */
    public static void work(String order) {
    }

    @Override
    protected void start(int activities) {
        scheduler.enqueue(IntStream.range(0, activities).mapToObj(number -> "customer " + number),
                order -> work(order));
    }

    @Override
    public void close() {
        JobRunr.destroy();
        dataSource.close();
    }
}
