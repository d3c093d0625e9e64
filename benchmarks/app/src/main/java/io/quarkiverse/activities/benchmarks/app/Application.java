package io.quarkiverse.activities.benchmarks.app;

import java.util.List;

import jakarta.inject.Inject;

import io.quarkiverse.activities.benchmarks.contestant.DriverProtocol;
import io.quarkus.arc.All;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;

/** The benchmarked application, with or without activities. Runs the workload that the driver names. */
@QuarkusMain
public class Application implements QuarkusApplication {

    @Inject
    @All
    List<Workload> workloads;

    @Override
    public int run(String... arguments) throws Exception {
        for (Workload workload : workloads) {
            if (workload.name().equals(arguments[0])) {
                DriverProtocol.serve(workload);
                return 0;
            }
        }
        throw new IllegalArgumentException("Unknown workload " + arguments[0]);
    }
}
