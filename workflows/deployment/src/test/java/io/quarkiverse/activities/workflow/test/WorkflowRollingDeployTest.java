package io.quarkiverse.activities.workflow.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.workflow.SignalMethod;
import io.quarkiverse.activities.workflow.Workflow;
import io.quarkiverse.activities.workflow.WorkflowClient;
import io.quarkiverse.activities.workflow.WorkflowContext;
import io.quarkiverse.activities.workflow.WorkflowMethod;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.QuarkusProdModeTest;

/** W41: two packaged builds in processes of their own. A run that the new one cannot continue ends on the old one. */
@Tag("postgresql")
@Timeout(120)
class WorkflowRollingDeployTest {

    private static final String ID = "greeting";
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String URL = TestDatabase.newDatabase("rolling_deploy");

    @RegisterExtension
    static final QuarkusProdModeTest OLD = build("old", OldGreeting.class);

    @RegisterExtension
    static final QuarkusProdModeTest NEW = build("new", NewGreeting.class);

    private static QuarkusProdModeTest build(String name, Class<?> workflow) {
        return new QuarkusProdModeTest().setApplicationName(name).setRun(false)
                .withApplicationRoot(jar -> jar.addClasses(workflow, Caller.class))
                .overrideConfigKey("quarkus.datasource.db-kind", "postgresql")
                .setForcedDependencies(Stream.of("quarkus-jdbc-postgresql", "quarkus-vertx-http")
                        .map(artifact -> Dependency.of("io.quarkus", artifact, Version.getVersion())).toList());
    }

    /** Starts or signals the workflow when the application starts, if it is configured to. */
    @Singleton
    public static class Caller {

        @Inject
        WorkflowClient workflows;

        @ConfigProperty(name = "start")
        Optional<String> start;

        @ConfigProperty(name = "signal")
        Optional<String> signal;

        void started(@Observes StartupEvent event) {
            start.ifPresent(id -> workflows.call("Greeting", String.class).id(id).start());
            signal.ifPresent(id -> workflows.handle(id).signal("go"));
        }
    }

    @Workflow(name = "Greeting")
    public static class OldGreeting {

        private final WorkflowContext workflow;
        private boolean told;

        OldGreeting(WorkflowContext workflow) {
            this.workflow = workflow;
        }

        @WorkflowMethod
        public String greet() {
            workflow.sleep(Duration.ofMillis(1));
            workflow.await(() -> told);
            return "old";
        }

        @SignalMethod
        public void go() {
            told = true;
        }
    }

    /** Does not sleep any more. */
    @Workflow(name = "Greeting")
    public static class NewGreeting {

        private final WorkflowContext workflow;
        private boolean told;

        NewGreeting(WorkflowContext workflow) {
            this.workflow = workflow;
        }

        @WorkflowMethod
        public String greet() {
            workflow.await(() -> told);
            return "new";
        }

        @SignalMethod
        public void go() {
            told = true;
        }
    }

    private static void start(QuarkusProdModeTest build, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("quarkus.datasource.jdbc.url", URL);
        all.put("quarkus.http.port", "0");
        build.setRuntimeProperties(all);
        build.start();
    }

    @Test
    void aRunThatTheNewBuildCannotContinueEndsOnTheOldOne() throws SQLException {
        start(OLD, Map.of("start", ID));
        await().atMost(PATIENCE).until(() -> "2".equals(query("SELECT journal_lines FROM workflow_execution")));
        OLD.stop();
        start(NEW, Map.of("signal", ID));
        await().atMost(PATIENCE).until(() -> query("SELECT blocked_by FROM workflow_execution") != null);
        start(OLD, Map.of());
        await().atMost(PATIENCE).until(() -> query("SELECT run_id FROM workflow_execution_closed") != null);
        NEW.stop();
        OLD.stop();
        assertThat(query("SELECT convert_from(result, 'UTF8') FROM workflow_execution_closed")).contains("old");
    }

    private static String query(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(URL);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : null;
        }
    }
}
