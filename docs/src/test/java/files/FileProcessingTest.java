package files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityContext;
import io.quarkus.test.QuarkusUnitTest;

/** The three activities run in the process that holds the file, and start again if that process is gone. */
class FileProcessingTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addPackage(FileProcessing.class.getPackage()))
            .overrideConfigKey("quarkus.datasource.db-kind", "h2")
            .overrideConfigKey("quarkus.datasource.jdbc.url", "jdbc:h2:mem:files;DB_CLOSE_DELAY=-1")
            .overrideConfigKey("quarkus.activities.worker.own-queue.enabled", "true");

    @Inject
    FileProcessing processing;

    @Inject
    RemoteStorage storage;

    @Inject
    FirstMachineDies machines;

    @Inject
    ActivityClient activities;

    @Test
    void startsAgainWhenTheFirstMachineIsGone() {
        storage.put("in", "some text");
        processing.process("in", "out");
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
