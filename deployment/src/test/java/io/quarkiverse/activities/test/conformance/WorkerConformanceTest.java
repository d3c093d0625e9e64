package io.quarkiverse.activities.test.conformance;

import static org.assertj.core.api.SoftAssertions.assertSoftly;

import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.test.conformance.WorkerCasePlayer.Played;
import io.quarkiverse.activities.test.harness.OnEachDatabase;
import io.quarkiverse.activities.test.harness.TestDatabase;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Tests that a worker handles methods as recorded in {@code worker.jsonl}, except for {@link WorkerDifference intended
 * differences}. The cases mostly wait for throttles, so the first test starts all of them concurrently, and each test waits for
 * its own.
 */
@OnEachDatabase
class WorkerConformanceTest {

    // One map for each application, because each application has its own class loader
    private static final Map<String, CompletableFuture<Played>> PLAYING = new ConcurrentHashMap<>();

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.current().app("worker_conformance")
            .withApplicationRoot(jar -> jar
                    .addClasses(TestDatabase.class, WorkerCase.class, WorkerCaseNames.class, WorkerCasePlayer.class,
                            WorkerDifference.class,
                            WorkerThrottle.class, WorkerWording.class, HeartbeatTimes.class, HeartbeatingMethods.class,
                            MethodLog.class,
                            LoggedAttempts.class, PayloadMethods.class, ThrowingMethods.class)
                    .addAsResource("conformance/worker.jsonl"))
            .overrideConfigKey("quarkus.activities.payload.lenient-arguments", "true")
            .overrideConfigKey("quarkus.activities.defaults.start-to-close-timeout", "30s")
            .overrideConfigKey("quarkus.activities.defaults.retry.maximum-attempts", "2")
            .overrideConfigKey("quarkus.activities.defaults.retry.initial-interval", "10ms");

    @Inject
    ActivityClient activities;

    @Inject
    MethodLog log;

    @BeforeEach
    void playAll() {
        if (PLAYING.isEmpty()) {
            WorkerCase.all().forEach(one -> PLAYING.put(one.name(), CompletableFuture
                    .supplyAsync(new WorkerCasePlayer(activities, log, one)::play, this::runOnNewThread)));
        }
    }

    private void runOnNewThread(Runnable play) {
        Thread thread = new Thread(play);
        thread.setDaemon(true);
        thread.setContextClassLoader(getClass().getClassLoader());
        thread.start();
    }

    @ParameterizedTest(name = "{0}")
    @ArgumentsSource(WorkerCaseNames.class)
    void isAsRecorded(String name) throws Throwable {
        Played played;
        try {
            played = PLAYING.get(name).get(5, TimeUnit.MINUTES);
        } catch (ExecutionException e) {
            throw e.getCause();
        }
        TreeSet<String> fields = new TreeSet<>();
        Stream.of(played.expected(), played.observed()).forEach(side -> side.fieldNames().forEachRemaining(fields::add));
        assertSoftly(softly -> fields.forEach(
                field -> softly.assertThat(played.observed().get(field)).as(name + ": " + field)
                        .isEqualTo(played.expected().get(field))));
    }
}
