package io.quarkiverse.activities.runtime.node;

import java.lang.management.ManagementFactory;
import java.util.UUID;

import jakarta.inject.Singleton;

/** The identity of this process. It changes with each start. */
@Singleton
public class Node {

    private final UUID id = UUID.randomUUID();
    private final String identity = ManagementFactory.getRuntimeMXBean().getName();

    public UUID id() {
        return id;
    }

    /** {@return the name shown as worker: process id and host} */
    public String identity() {
        return identity;
    }
}
