package io.quarkiverse.activities.test.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.util.logging.Level;
import java.util.logging.LogRecord;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.test.harness.OnEachDatabase;
import io.quarkiverse.activities.test.harness.TestDatabase;
import io.quarkiverse.activities.test.observe.Scrape;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;

/** Plays the scenarios that control executions between start and end, and those about metrics, in one application. */
@OnEachDatabase
class ControlScenariosTest extends ActivityScenarioTest
        implements HeartbeatScenarios, CompletionScenarios, CancelScenarios, DeleteScenarios,
        PauseScenarios, ResetScenarios, UpdateOptionsScenarios, StartDelayScenarios, DescribeScenarios, WorkerScenarios,
        MetricsScenarios {

    @RegisterExtension
    static final QuarkusUnitTest APP = MetricsScenarios
            .measured(app("control_scenarios", FlakyActivities.class, HeartbeatScenarios.class,
                    CompletionScenarios.class, CancelScenarios.class, DeleteScenarios.class, PauseScenarios.class,
                    ResetScenarios.class, UpdateOptionsScenarios.class, StartDelayScenarios.class, DescribeScenarios.class,
                    WorkerScenarios.class, MetricsScenarios.class, Scrape.class)
                    .overrideConfigKey("quarkus.activities.workers." + OTHER_QUEUE + ".types", "Act")
                    .overrideConfigKey("quarkus.activities.workers." + OFTEN + ".types", "Act")
                    .overrideConfigKey("quarkus.activities.workers." + OFTEN + ".default-heartbeat-throttle-interval",
                            OFTEN_INTERVAL.toString())
                    .overrideConfigKey("quarkus.activities.workers." + ONE_SLOT + ".types", "Act")
                    .overrideConfigKey("quarkus.activities.workers." + ONE_SLOT + ".slots", "1"))
            .setLogRecordPredicate(record -> record.getLoggerName().startsWith("io.micrometer")
                    && record.getLevel().intValue() >= Level.WARNING.intValue())
            .assertLogRecords(warnings -> assertThat(warnings).extracting(LogRecord::getMessage).isEmpty());

    @TestHTTPResource("/q/metrics")
    URL metrics;

    @Override
    public URL metrics() {
        return metrics;
    }

    @Override
    public boolean isInterruptible() {
        return TestDatabase.current() == TestDatabase.POSTGRESQL;
    }
}
