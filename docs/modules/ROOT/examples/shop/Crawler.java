package shop;

import java.net.URI;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityContext;
import io.quarkus.runtime.annotations.RegisterForReflection;

@ApplicationScoped
public class Crawler {

    @Inject
    ActivityContext context;

    // tag::found[]
    public record Progress(int page, int pages) {
    }

    @Activity(startToCloseTimeout = "1h", heartbeatTimeout = "1m")
    public void crawl(List<URI> pages) {
        int page = context.heartbeatDetails(Progress.class).map(Progress::page).orElse(0); // <1>
        for (; page < pages.size(); page++) {
            context.heartbeat(new Progress(page, pages.size())); // <2>
        }
    }
    // end::found[]

    @Activity(startToCloseTimeout = "1h", heartbeatTimeout = "1m")
    public void check(List<URI> pages) {
        for (URI page : pages) {
            report(new Checked(page));
        }
    }

    // tag::not-found[]
    @RegisterForReflection // <1>
    public record Checked(URI page) {
    }

    void report(Object details) {
        context.heartbeat(details); // <2>
    }
    // end::not-found[]
}
