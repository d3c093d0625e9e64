package io.quarkiverse.activities.workflow.runtime.definition;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Holds all Workflow Definitions of the application. */
public class WorkflowDefinitions {

    private final List<WorkflowClass> all;
    private final String build;
    private final Map<String, NavigableMap<Integer, WorkflowClass>> served = new TreeMap<>();
    private final Map<String, List<WorkflowClassMethod>> byMethod = new HashMap<>();

    /** @param build what tells the code of the application from other code */
    WorkflowDefinitions(List<WorkflowClass> workflows, String build) {
        this.build = build;
        all = List.copyOf(workflows);
        for (WorkflowClass workflow : all) {
            if (workflow.isServed()) {
                served.computeIfAbsent(workflow.type(), type -> new TreeMap<>()).put(workflow.version(), workflow);
            }
            for (WorkflowClassMethod method : workflow.methods()) {
                method.keys().forEach(key -> byMethod.computeIfAbsent(key, any -> new ArrayList<>()).add(method));
            }
        }
    }

    /** {@return all definitions, including interfaces that another application implements} */
    public List<WorkflowClass> all() {
        return all;
    }

    /** {@return the versions of each Workflow Type that this application can run} */
    public Map<String, NavigableMap<Integer, WorkflowClass>> served() {
        return Collections.unmodifiableMap(served);
    }

    /** {@return the definition that new runs of a Workflow Type use, if this application can run it} */
    public Optional<WorkflowClass> latest(String type) {
        NavigableMap<Integer, WorkflowClass> versions = served.get(type);
        return versions == null ? Optional.empty() : Optional.of(versions.lastEntry().getValue());
    }

    /** {@return a version of a Workflow Type, if this application can run it} */
    public Optional<WorkflowClass> find(String type, int version) {
        NavigableMap<Integer, WorkflowClass> versions = served.get(type);
        return versions == null ? Optional.empty() : Optional.ofNullable(versions.get(version));
    }

    /**
     * {@return the method that a method of a stub stands for, or null if there is none} If several versions of a Workflow Type
     * implement it, it is the one of the highest version.
     *
     * @throws IllegalArgumentException if several Workflow Types, or messages of several names, implement it
     */
    public WorkflowClassMethod byMethod(String methodKey) {
        WorkflowClassMethod found = null;
        for (WorkflowClassMethod method : byMethod.getOrDefault(methodKey, List.of())) {
            boolean same = found == null || found.kind() == method.kind()
                    && (method.kind() == MethodKind.WORKFLOW || found.name().equals(method.name()))
                    && (method.kind() != MethodKind.WORKFLOW || found.workflow().type().equals(method.workflow().type()));
            if (!same) {
                throw new IllegalArgumentException(methodKey + " is implemented by " + found + " and by " + method
                        + "; use a stub of the class that you mean");
            }
            found = found == null || found.workflow().version() < method.workflow().version() ? method : found;
        }
        return found;
    }

    /** {@return what tells the code of the application from other code: a hash of its classes} */
    public String build() {
        return build;
    }

    /** {@return what the workflow method of this class or interface returns; {@code Object.class} if it is not known} */
    public Type resultOf(String className) {
        for (WorkflowClass workflow : all) {
            if (workflow.declaringClass().equals(className)
                    || workflow.method().keys().stream().anyMatch(key -> key.startsWith(className + "#"))) {
                Type result = workflow.method().result();
                return result == null ? Void.class : result;
            }
        }
        return Object.class;
    }
}
