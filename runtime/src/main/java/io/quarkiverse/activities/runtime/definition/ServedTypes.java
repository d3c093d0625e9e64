package io.quarkiverse.activities.runtime.definition;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;

import org.jboss.logging.Logger;

import io.quarkiverse.activities.runtime.config.ActivitiesRuntimeConfig;
import io.quarkiverse.activities.runtime.config.ActivitiesRuntimeConfig.OwnQueueConfig;
import io.quarkiverse.activities.runtime.config.ActivitiesRuntimeConfig.QueueConfig;

/**
 * The types that this process can run, by Task Queue: those that are bound to the queue, those that configuration adds to it,
 * and all types on the process's own Task Queue.
 */
final class ServedTypes {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.activities");

    private final Map<String, Map<String, ActivityDefinition>> byQueue = new TreeMap<>();
    private final List<ActivityDefinition> served;
    private final Consumer<String> problems;
    private final String ownTaskQueue;

    ServedTypes(List<ActivityDefinition> definitions, ActivitiesRuntimeConfig config, Consumer<String> problems) {
        this.problems = problems;
        served = definitions.stream().filter(ActivityDefinition::isServed).toList();
        for (ActivityDefinition definition : served) {
            add(definition.taskQueue(), definition);
        }
        config.workers().forEach(this::addConfigured);
        ownTaskQueue = config.worker().enabled() ? ownTaskQueue(config.worker().ownQueue()) : null;
        if (ownTaskQueue != null) {
            addAll(ownTaskQueue);
        }
        config.worker().queues().ifPresent(this::warnOfUnknown);
    }

    private void add(String taskQueue, ActivityDefinition definition) {
        ActivityDefinition other = byQueue.computeIfAbsent(taskQueue, queue -> new TreeMap<>())
                .putIfAbsent(definition.type(), definition);
        if (other != null && other != definition) {
            problems.accept(ActivityDefinitions.duplicate(definition.type(), taskQueue, other.method(), definition.method())
                    + reason(taskQueue, other) + reason(taskQueue, definition));
        }
    }

    private static String reason(String taskQueue, ActivityDefinition definition) {
        return taskQueue.equals(definition.annotatedQueue()) ? ""
                : ". Configuration assigns " + definition.method() + " to this Task Queue; its own one is '"
                        + definition.annotatedQueue() + "'";
    }

    private void addConfigured(String taskQueue, QueueConfig config) {
        String property = "quarkus.activities.workers.\"" + taskQueue + "\".";
        if (config.slots() < 1) {
            problems.accept(property + "slots is " + config.slots() + "; use at least 1, or enabled=false to serve nothing");
        }
        for (String name : config.types().orElse(List.of())) {
            List<ActivityDefinition> named = new ArrayList<>();
            for (ActivityDefinition definition : served) {
                if (name.equals(definition.type()) || name.equals(definition.key())) {
                    named.add(definition);
                }
            }
            if (named.size() == 1) {
                add(taskQueue, named.get(0));
            } else if (named.isEmpty()) {
                LOG.warnf("%stypes names '%s', which no bean of this application implements. Its types are %s", property, name,
                        types());
            } else {
                problems.accept(property + "types names '" + name + "', which is bound to several Task Queues; name one of "
                        + named.stream().map(ActivityDefinition::key).sorted().toList());
            }
        }
    }

    private void addAll(String taskQueue) {
        for (ActivityDefinition definition : served) {
            if (served.stream().filter(other -> other.type().equals(definition.type())).count() == 1) {
                add(taskQueue, definition);
            } else {
                LOG.warnf("The own Task Queue of this process does not serve %s, because its type has several definitions",
                        definition);
            }
        }
    }

    private String ownTaskQueue(OwnQueueConfig config) {
        if (!config.enabled()) {
            return null;
        }
        String property = "quarkus.activities.worker.own-queue.";
        if (config.slots() < 1) {
            problems.accept(property + "slots is " + config.slots() + "; use at least 1");
        }
        String name = config.name().orElseGet(() -> "own-" + UUID.randomUUID());
        OptionParser.name("Task Queue", name, problem -> problems.accept(property + "name: " + problem));
        return name;
    }

    private void warnOfUnknown(List<String> queues) {
        for (String queue : queues) {
            if (!byQueue.containsKey(queue)) {
                LOG.warnf("quarkus.activities.worker.queues names '%s', for which this application has no activities. Its Task"
                        + " Queues are %s", queue, byQueue.keySet());
            }
        }
    }

    private Set<String> types() {
        Set<String> types = new TreeSet<>();
        for (ActivityDefinition definition : served) {
            types.add(definition.type());
        }
        return types;
    }

    /** {@return the types that this process can run, by Task Queue} */
    Map<String, List<String>> typesByQueue() {
        Map<String, List<String>> types = new TreeMap<>();
        byQueue.forEach((queue, definitions) -> types.put(queue, List.copyOf(definitions.keySet())));
        return Collections.unmodifiableMap(types);
    }

    ActivityDefinition find(String taskQueue, String type) {
        return byQueue.getOrDefault(taskQueue, Map.of()).get(type);
    }

    /** {@return the Task Queue that only this process serves, if it has one} */
    Optional<String> ownTaskQueue() {
        return Optional.ofNullable(ownTaskQueue);
    }
}
