package io.quarkiverse.activities.workflow.runtime.runner;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.config.ActivitiesRuntimeConfig;
import io.quarkiverse.activities.workflow.runtime.definition.RecordedStubs;
import io.quarkiverse.activities.workflow.runtime.definition.WorkflowClass;
import io.quarkiverse.activities.workflow.runtime.definition.WorkflowDefinitions;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;

/** The workflows that this node can run, by type and version. */
@Singleton
public class WorkflowRegistry {

    private final Map<String, ConcurrentSkipListMap<Integer, RegisteredWorkflow>> byType = new ConcurrentHashMap<>();
    /** The types whose definition names no Task Queue. */
    private final Set<String> withoutQueue = ConcurrentHashMap.newKeySet();

    private final String build;

    private WorkflowRegistry(String build) {
        this.build = build;
    }

    @Inject
    WorkflowRegistry(WorkflowDefinitions definitions, RecordedStubs stubs, ActivitiesRuntimeConfig config) {
        this(definitions.build());
        for (Map<Integer, WorkflowClass> versions : definitions.served().values()) {
            for (WorkflowClass workflow : versions.values()) {
                String queue = workflow.taskQueue().isEmpty() ? config.taskQueue() : workflow.taskQueue();
                if (workflow.taskQueue().isEmpty()) {
                    withoutQueue.add(workflow.type());
                }
                register(new RegisteredWorkflow(workflow.type(), workflow.version(), queue, workflow, stubs));
            }
        }
    }

    /** {@return a registry with these workflows only} For tests. */
    public static WorkflowRegistry of(RegisteredWorkflow... workflows) {
        return of("test", workflows);
    }

    /** {@return a registry of another build, with these workflows only} For tests. */
    public static WorkflowRegistry of(String build, RegisteredWorkflow... workflows) {
        WorkflowRegistry registry = new WorkflowRegistry(build);
        for (RegisteredWorkflow workflow : workflows) {
            registry.register(workflow);
        }
        return registry;
    }

    /** {@return what tells the code of this node from other code, without spaces} */
    public String build() {
        return build;
    }

    /** Makes a workflow known that the build did not find. It replaces one of the same type and version. */
    public void register(RegisteredWorkflow workflow) {
        byType.computeIfAbsent(workflow.type(), type -> new ConcurrentSkipListMap<>()).put(workflow.version(), workflow);
    }

    /** {@return the workflow, or null if this node does not have it} */
    public RegisteredWorkflow find(String type, int version) {
        ConcurrentSkipListMap<Integer, RegisteredWorkflow> versions = byType.get(type);
        return versions == null ? null : versions.get(version);
    }

    /** {@return whether this node can run the workflow} */
    public boolean has(String type, int version) {
        return find(type, version) != null;
    }

    /** {@return the latest version of the workflow, which new runs get; null if this node does not have it} */
    public RegisteredWorkflow latest(String type) {
        ConcurrentSkipListMap<Integer, RegisteredWorkflow> versions = byType.get(type);
        return versions == null ? null : versions.lastEntry().getValue();
    }

    /** {@return whether the definition of the workflow names a Task Queue} */
    boolean hasOwnQueue(String type) {
        return !withoutQueue.contains(type);
    }

    /**
     * {@return the types and versions by Task Queue} A workflow whose definition names no Task Queue can run on all of them,
     * because a child is on the Task Queue of its parent.
     */
    Map<String, Collection<String>> kindsByQueue() {
        Map<String, Collection<String>> kinds = new TreeMap<>();
        Set<String> everywhere = new TreeSet<>();
        byType.values().forEach(versions -> versions.values().forEach(workflow -> {
            String kind = RunRow.kind(workflow.type(), workflow.version());
            kinds.computeIfAbsent(workflow.taskQueue(), queue -> new TreeSet<>()).add(kind);
            if (!hasOwnQueue(workflow.type())) {
                everywhere.add(kind);
            }
        }));
        kinds.values().forEach(ofQueue -> ofQueue.addAll(everywhere));
        return kinds;
    }

    /** {@return all types} */
    public Set<String> types() {
        return new TreeSet<>(byType.keySet());
    }
}
