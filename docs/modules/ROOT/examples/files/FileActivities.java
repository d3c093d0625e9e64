package files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityClient;

// tag::activities[]
@ApplicationScoped
public class FileActivities {

    /** A file on a local disk, and the Task Queue of the process that can read it. */
    public record LocalFile(String path, String taskQueue) {
    }

    @Inject
    ActivityClient activities;

    @Inject
    RemoteStorage storage;

    @Activity(startToCloseTimeout = "10m")
    public LocalFile download(String name) throws IOException {
        Path file = Files.createTempFile("download", null);
        storage.download(name, file);
        return new LocalFile(file.toString(), activities.ownTaskQueue().orElseThrow()); // <1>
    }

    @Activity(startToCloseTimeout = "10m")
    public String process(String path) throws IOException {
        Path processed = Files.createTempFile("processed", null);
        Files.writeString(processed, Files.readString(Path.of(path)).toUpperCase(Locale.ROOT));
        return processed.toString();
    }

    @Activity(startToCloseTimeout = "10m")
    public void upload(String path, String name) throws IOException {
        storage.upload(Path.of(path), name);
    }
}
// end::activities[]
