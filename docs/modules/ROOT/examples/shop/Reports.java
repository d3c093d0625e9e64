package shop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.failure.ActivityCanceledException;

@ApplicationScoped
public class Reports {

    // tag::cleanup[]
    @Activity(startToCloseTimeout = "1h", heartbeatTimeout = "10s")
    public int writeReport(String file, int pages, ActivityContext context) throws IOException {
        Path report = Path.of(file);
        Files.deleteIfExists(report);
        try {
            for (int page = 1; page <= pages; page++) {
                append(report, page);
                context.heartbeat(page); // <1>
            }
            return pages;
        } catch (ActivityCanceledException e) {
            Files.deleteIfExists(report); // <2>
            throw e; // <3>
        }
    }
    // end::cleanup[]

    // tag::token[]
    @Activity(startToCloseTimeout = "1h")
    public int indexPages(int pages, ActivityContext context) {
        for (int page = 1; page <= pages; page++) {
            if (context.cancellation().isRequested()) { // <1>
                throw new ActivityCanceledException("Stopped on request", page - 1); // <2>
            }
            addToIndex(page);
        }
        return pages;
    }
    // end::token[]

    private void append(Path report, int page) throws IOException {
        Files.writeString(report, "page " + page + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        work();
    }

    private void addToIndex(int page) {
        work();
    }

    private static void work() {
        LockSupport.parkNanos(1_000_000);
    }
}
