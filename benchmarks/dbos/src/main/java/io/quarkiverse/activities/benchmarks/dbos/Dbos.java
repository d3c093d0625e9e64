package io.quarkiverse.activities.benchmarks.dbos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.zaxxer.hikari.HikariDataSource;

import dev.dbos.transact.DBOS;
import dev.dbos.transact.StartWorkflowOptions;
import dev.dbos.transact.config.DBOSConfig;
import dev.dbos.transact.workflow.Queue;
import io.quarkiverse.activities.benchmarks.contestant.DriverProtocol;
import io.quarkiverse.activities.benchmarks.contestant.EndToEnd;
import io.quarkiverse.activities.benchmarks.contestant.Pool;

/** Runs DBOS Transact. Many threads start workflows, directly or through a queue. DBOS keeps succeeded workflows. */
public final class Dbos extends EndToEnd {

    private static final int CALLERS = 32;
    private static final Queue QUEUE = new Queue("work").withWorkerConcurrency(200)
            .withPollingInterval(Duration.ofMillis(10));

    private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    private final HikariDataSource dataSource;
    private final DBOS dbos;
    private final Work worker;
    private final StartWorkflowOptions options;
    private final boolean threeSteps;

    private Dbos(boolean queued, boolean threeSteps) {
        super("EXISTS (SELECT 1 FROM dbos.workflow_status WHERE status NOT IN ('SUCCESS', 'ERROR'))");
        this.threeSteps = threeSteps;
        dataSource = Pool.of(CALLERS + 5);
        dbos = new DBOS(DBOSConfig.defaults("benchmark").withDataSource(dataSource));
        worker = dbos.registerProxy(Work.class, new Worker(dbos));
        if (queued) {
            dbos.registerQueue(QUEUE);
        }
        options = queued ? new StartWorkflowOptions(QUEUE) : new StartWorkflowOptions();
        dbos.launch();
    }

    /** @param arguments {@code direct} or {@code queue}, and {@code three} for workflows of three steps */
    public static void main(String... arguments) throws Exception {
        DriverProtocol.serve(new Dbos(arguments[0].equals("queue"), arguments.length > 1));
    }

    @Override
    protected void start(int activities) throws Exception {
        List<Future<?>> starts = new ArrayList<>(activities);
        for (int number = 0; number < activities; number++) {
            String order = "customer " + number;
            starts.add(callers.submit(() -> dbos.startWorkflow(
                    () -> threeSteps ? worker.threeSteps(order) : worker.work(order), options)));
        }
        for (Future<?> start : starts) {
            start.get();
        }
    }

    @Override
    public void close() {
        callers.shutdown();
        dbos.shutdown();
        dataSource.close();
    }
}
