package files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.context.ManagedExecutor;
import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.test.ActivityTestControl;
import io.quarkus.test.junit.QuarkusTest;

/** The three activities run in the process that holds the file, and start again if that process is gone. */
@QuarkusTest
class FileProcessingTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    @Inject
    FileProcessing processing;

    @Inject
    RemoteStorage storage;

    @Inject
    FirstMachineDies machines;

    @Inject
    ActivityClient activities;

    @Inject
    ActivityTestControl control;

    @Inject
    ManagedExecutor executor;

    @Test
    void startsAgainWhenTheFirstMachineIsGone() {
        storage.put("in", "some text");
        CompletableFuture<Void> processed = executor.runAsync(() -> processing.process("in", "out"));
        await().atMost(TIMEOUT).until(() -> activities.count("TaskQueue = 'own-of-a-machine-that-died'").total() == 1);
        control.advanceTime(Duration.ofSeconds(5)); // the time that the example waits for a machine
        assertThat(processed).succeedsWithin(TIMEOUT);
        assertThat(storage.get("out")).isEqualTo("SOME TEXT");
        assertThat(machines.downloads).hasValue(2);
        assertThat(machines.processedOn).isEqualTo(activities.ownTaskQueue().orElseThrow());
    }

    /** Replaces the bean of the example: the first download reports the queue of a machine that does not exist. */
    @Singleton
    static class FirstMachineDies extends FileActivities {

        final AtomicInteger downloads = new AtomicInteger();
        volatile String processedOn;

        @Override
        public LocalFile download(String name) throws IOException {
            LocalFile file = super.download(name);
            return downloads.incrementAndGet() == 1 ? new LocalFile(file.path(), "own-of-a-machine-that-died") : file;
        }

        @Override
        public String process(String path) throws IOException {
            processedOn = ActivityContext.current().info().taskQueue();
            return super.process(path);
        }
    }
}
