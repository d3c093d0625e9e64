package io.quarkiverse.activities.test.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.runtime.maintenance.Sweep;
import io.quarkiverse.activities.runtime.store.ActivityStore;
import io.quarkiverse.activities.runtime.store.AttemptReports;
import io.quarkiverse.activities.test.harness.OnEachDatabase;
import io.quarkiverse.activities.test.harness.TestDatabase;
import io.quarkus.test.QuarkusUnitTest;

/** Plays recordings against the store in real time. Scripts mostly wait, so many are played concurrently. */
@OnEachDatabase
class StoreConformanceTest {

    private static final int PLAYERS = 250;
    /** The delay between the starts of two scripts. The longest scripts start first. */
    private static final long MILLIS_BETWEEN_BEGINNINGS = 15;
    private static final int PLAYS_OF_A_LATE_SCRIPT = 10;
    private static final long MILLIS_BEFORE_PLAYING_AGAIN = 2_000;

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.current().app("conformance")
            .withApplicationRoot(jar -> jar.addClasses(TestDatabase.class, StoreEngine.class,
                    EngineUnderTest.class, Sweeper.class, Recordings.class, Script.class, ScriptPlayer.class, Wording.class,
                    LateEventException.class, Comparison.class))
            .overrideConfigKey("quarkus.activities.connections", "8");

    @Inject
    ActivityStore store;

    @Inject
    AttemptReports reports;

    @Inject
    Sweep sweep;

    private final ScheduledExecutorService players = Executors.newScheduledThreadPool(PLAYERS, task -> {
        Thread thread = new Thread(task, "player");
        thread.setContextClassLoader(StoreConformanceTest.class.getClassLoader());
        thread.setDaemon(true);
        return thread;
    });

    @Test
    void answersAndDescriptionsEqualTheRecordings() {
        List<Script> scripts = new ArrayList<>(Recordings.sample());
        scripts.sort(Comparator.comparing(Script::length).reversed());
        sweep.stop(); // This test has its own, faster sweeper
        try (Sweeper sweeper = new Sweeper(store)) {
            List<CompletableFuture<Optional<String>>> plays = new ArrayList<>();
            for (Script script : scripts) {
                CompletableFuture<Optional<String>> difference = new CompletableFuture<>();
                later(plays.size() * MILLIS_BETWEEN_BEGINNINGS, script, sweeper, 1, difference);
                plays.add(difference);
            }
            Comparison comparison = new Comparison(TestDatabase.current().kind(), scripts.size(),
                    plays.stream().map(CompletableFuture::join).flatMap(Optional::stream).toList());

            comparison.show();
            assertThat(comparison.differences()).isEmpty();
        } finally {
            players.shutdownNow();
        }
    }

    private void later(long millis, Script script, Sweeper sweeper, int play, CompletableFuture<Optional<String>> difference) {
        players.schedule(() -> {
            try {
                difference.complete(new ScriptPlayer(new StoreEngine(store, reports, sweeper), true).play(script));
            } catch (LateEventException late) {
                if (play < PLAYS_OF_A_LATE_SCRIPT) {
                    later(MILLIS_BEFORE_PLAYING_AGAIN, script, sweeper, play + 1, difference);
                } else {
                    difference.complete(Optional.of("late " + play + " times: " + late.getMessage()));
                }
            } catch (Throwable broken) {
                difference.completeExceptionally(new AssertionError(script.name() + " could not be played", broken));
            }
        }, millis, TimeUnit.MILLISECONDS);
    }
}
