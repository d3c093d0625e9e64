package io.quarkiverse.activities.deployment;

import java.util.Set;

import io.quarkus.builder.item.MultiBuildItem;

/**
 * Methods of the API of another extension that convert values to payloads, or payloads to values. The build registers the types
 * for reflection that calls of these methods show. Calls with a lambda on a stub are left out, because the method of the stub
 * declares the types.
 */
public final class PayloadMethodsBuildItem extends MultiBuildItem {

    final Class<?> owner;
    final Set<String> methods;

    public PayloadMethodsBuildItem(Class<?> owner, Set<String> methods) {
        this.owner = owner;
        this.methods = Set.copyOf(methods);
    }
}
