package io.quarkiverse.activities.test.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.failure.ActivityCanceledException;
import io.quarkiverse.activities.test.ActivityTestControl;
import io.quarkiverse.activities.test.TestActivityEnvironment;

/** Scenarios about the test environment, for an activity method alone and for an execution of the engine. */
interface TestKitScenarios extends ScenarioSupport {

    ActivityTestControl control();

    @Scenario(229)
    default void aMethodAlone() throws Exception {
        TestActivityEnvironment environment = TestActivityEnvironment.newInstance();
        List<String> seen = new ArrayList<>();
        environment.setActivityHeartbeatListener(String.class, seen::add);
        environment.setHeartbeatDetails("left behind");
        assertThat(environment.<String> call(TestKitScenarios::beats)).isEqualTo("left behind");
        assertThat(seen).containsExactly("first", "second");
        assertThat(environment.<String> call(TestKitScenarios::beats)).as("details are delivered once").isNull();
        environment.setActivityHeartbeatListener(String.class, details -> environment.requestCancelActivity());
        assertThatThrownBy(() -> environment.call(TestKitScenarios::beats)).isInstanceOf(ActivityCanceledException.class);
        assertThat(environment.heartbeats(String.class)).containsExactly("first");
    }

    private static String beats() {
        ActivityContext context = ActivityContext.current();
        String found = context.heartbeatDetails(String.class).orElse(null);
        context.heartbeat("first");
        context.heartbeat("second");
        return found;
    }

    @Scenario(229)
    default void anExecutionOfTheEngine() throws TimeoutException {
        ActivityHandle<String> handle = waiting();
        control().setHeartbeatDetails(handle, "left behind");
        serve(handle);
        ScenarioAttempt attempt = poll(handle);
        assertThat(attempt.context().heartbeatDetails(String.class)).contains("left behind");
        attempt.heartbeat("its own");
        handle.cancel("not wanted");
        assertThatThrownBy(() -> attempt.heartbeat("its last")).isInstanceOf(ActivityCanceledException.class);
        attempt.completes("all the same");
        assertThat(handle.result(LONG)).isEqualTo("all the same");
        assertThat(handle.describe().heartbeatDetails(String.class)).contains("its own");
    }
}
