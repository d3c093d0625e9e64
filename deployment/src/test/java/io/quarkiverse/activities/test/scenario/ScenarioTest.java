package io.quarkiverse.activities.test.scenario;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * Runs the scenarios of a class. Scenarios mostly wait, so the first test starts all of them concurrently, and each test waits
 * for its own.
 */
abstract class ScenarioTest {

    // One map for each application, because each application has its own class loader
    private static final Map<String, CompletableFuture<Void>> RUNNING = new HashMap<>();

    /** The delay between the starts of two scenarios, so that they do not slow each other down. */
    private static final long MILLIS_BETWEEN_BEGINNINGS = 15;

    @BeforeEach
    void startAll() {
        if (RUNNING.isEmpty()) {
            for (Method method : getClass().getMethods()) {
                if (method.isAnnotationPresent(Scenario.class)) {
                    RUNNING.put(method.getName(), start(method, RUNNING.size() * MILLIS_BETWEEN_BEGINNINGS));
                }
            }
        }
    }

    private CompletableFuture<Void> start(Method method, long delayMillis) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                method.invoke(this);
                done.complete(null);
            } catch (InvocationTargetException e) {
                done.completeExceptionally(e.getCause());
            } catch (Throwable e) {
                done.completeExceptionally(e);
            }
        }, method.getName());
        thread.setDaemon(true);
        thread.setContextClassLoader(getClass().getClassLoader());
        CompletableFuture.delayedExecutor(delayMillis, TimeUnit.MILLISECONDS, Runnable::run).execute(thread::start);
        return done;
    }

    @ParameterizedTest(name = "{0}")
    @ArgumentsSource(ScenarioNames.class)
    void scenario(String method) throws Throwable {
        try {
            RUNNING.get(method).get(5, TimeUnit.MINUTES);
        } catch (ExecutionException e) {
            throw e.getCause();
        }
    }
}
