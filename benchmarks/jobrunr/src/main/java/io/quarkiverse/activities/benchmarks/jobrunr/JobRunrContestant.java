package io.quarkiverse.activities.benchmarks.jobrunr;

import static org.jobrunr.server.BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration;

import java.util.stream.IntStream;

import org.jobrunr.configuration.JobRunr;
import org.jobrunr.scheduling.JobScheduler;
import org.jobrunr.storage.sql.postgres.PostgresStorageProvider;

import com.zaxxer.hikari.HikariDataSource;

import io.quarkiverse.activities.benchmarks.contestant.DriverProtocol;
import io.quarkiverse.activities.benchmarks.contestant.EndToEnd;
import io.quarkiverse.activities.benchmarks.contestant.Pool;

/** Runs JobRunr. Jobs are enqueued as a stream, which JobRunr saves in batches. JobRunr keeps succeeded jobs. */
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

    /** @param arguments the number of workers */
    public static void main(String... arguments) throws Exception {
        DriverProtocol.serve(new JobRunrContestant(Integer.parseInt(arguments[0])));
    }

    /** The method that each job runs. */
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
