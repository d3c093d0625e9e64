package io.quarkiverse.activities.benchmarks.app;

import java.util.List;

import jakarta.inject.Inject;

import io.quarkiverse.activities.benchmarks.contestant.Conversation;
import io.quarkus.arc.All;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;

/** The application, with activities or without: it does what the driver asks for. */
@QuarkusMain
public class Application implements QuarkusApplication {

    @Inject
    @All
    List<Workload> workloads;

    @Override
    public int run(String... arguments) throws Exception {
        for (Workload workload : workloads) {
            if (workload.name().equals(arguments[0])) {
                Conversation.hold(workload);
                return 0;
            }
        }
        throw new IllegalArgumentException("No workload " + arguments[0]);
    }
}
