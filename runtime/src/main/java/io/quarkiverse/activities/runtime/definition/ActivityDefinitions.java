package io.quarkiverse.activities.runtime.definition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/** Holds all Activity Definitions of the application, and their recording stubs. */
public class ActivityDefinitions {

    private final List<ActivityDefinition> all;
    private final List<ActivityDefinition> served;
    private final Map<String, Map<String, ActivityDefinition>> byQueue = new HashMap<>();
    private final Map<String, List<ActivityDefinition>> byType = new HashMap<>();
    private final Map<String, List<ActivityDefinition>> byMethod = new HashMap<>();
    private final Set<String> queues = new TreeSet<>();
    private final ServedTypes servedTypes;
    private final ConfiguredOptions configured;
    private final BiFunction<String, StubHandler, Object> stubFactory;
    private final Map<String, String> stubless;
    private final Map<Class<?>, Object> stubs = new ConcurrentHashMap<>();

    /**
     * @param stubFactory creates the stub of the class with this name, with a handler of its calls or null to record them;
     *        returns
     *        null if the class has none
     * @param stubless the reasons why activity classes have no stub, by class name
     */
    ActivityDefinitions(List<ActivityDefinition> definitions, ServedTypes servedTypes, ConfiguredOptions configured,
            BiFunction<String, StubHandler, Object> stubFactory, Map<String, String> stubless) {
        this.all = List.copyOf(definitions);
        this.servedTypes = servedTypes;
        this.configured = configured;
        this.served = all.stream().filter(ActivityDefinition::isServed).toList();
        this.stubFactory = stubFactory;
        this.stubless = Map.copyOf(stubless);
        // Served definitions first, so that they win over interfaces that another application implements
        served.forEach(this::index);
        all.stream().filter(definition -> !definition.isServed()).forEach(this::index);
    }

    private void index(ActivityDefinition definition) {
        ActivityDefinition other = byQueue.computeIfAbsent(definition.taskQueue(), queue -> new HashMap<>())
                .putIfAbsent(definition.type(), definition);
        if (other != null && other.isServed() == definition.isServed()) {
            throw new IllegalStateException(duplicate(definition.type(), definition.taskQueue(), other.method(),
                    definition.method()));
        }
        queues.add(definition.taskQueue());
        byType.computeIfAbsent(definition.type(), type -> new ArrayList<>()).add(definition);
        for (String key : definition.methodKeys()) {
            byMethod.computeIfAbsent(key, method -> new ArrayList<>()).add(definition);
        }
    }

    /** {@return the message, at build time and at startup, about two definitions of a type on the same Task Queue} */
    public static String duplicate(String type, String taskQueue, String first, String second) {
        return "Activity Type '" + type + "' is defined twice on "
                + (taskQueue.isEmpty() ? "the default Task Queue" : "Task Queue '" + taskQueue + "'") + ", by " + first
                + " and " + second + "; give one of them another @Activity(name) or taskQueue";
    }

    public List<ActivityDefinition> all() {
        return all;
    }

    /** {@return the definitions that a bean of this application implements} */
    public List<ActivityDefinition> served() {
        return served;
    }

    /**
     * {@return the definition of a type on a Task Queue} Prefers a definition that this application serves on the queue,
     * including those that configuration adds to it. Otherwise, it is an interface that is bound to the queue and implemented
     * by another application.
     */
    public Optional<ActivityDefinition> find(String taskQueue, String type) {
        ActivityDefinition servedHere = servedTypes.find(taskQueue, type);
        return Optional.ofNullable(servedHere != null ? servedHere : byQueue.getOrDefault(taskQueue, Map.of()).get(type));
    }

    /** {@return the types that this application can run, by Task Queue, including those that configuration adds to a queue} */
    public Map<String, List<String>> servedTypes() {
        return servedTypes.typesByQueue();
    }

    /** {@return the Task Queue that only this process serves, if it has one} */
    public Optional<String> ownTaskQueue() {
        return servedTypes.ownTaskQueue();
    }

    /**
     * {@return the options of a type that has no definition on that queue: configuration, which wins over the defaults}
     *
     * @param taskQueue null if the call does not name one
     */
    public OptionLayer optionsWithoutDefinition(String taskQueue, String type) {
        return configured.of(taskQueue, type).over(configured.defaults());
    }

    /**
     * {@return the definition of the follow-up to start when an execution of this definition closes without a result, if any}
     * Prefers a definition on the same Task Queue.
     */
    public Optional<ActivityDefinition> onFailure(ActivityDefinition definition) {
        String type = definition.onFailure();
        return type.isEmpty() ? Optional.empty()
                : find(definition.taskQueue(), type).or(() -> byType(type).stream().findFirst());
    }

    /** {@return the definitions of a type on all Task Queues} */
    public List<ActivityDefinition> byType(String type) {
        return Collections.unmodifiableList(byType.getOrDefault(type, List.of()));
    }

    /**
     * {@return the definitions that a method of a stub stands for} There are several if the method of an interface or
     * superclass is bound to several Task Queues.
     */
    public List<ActivityDefinition> byMethod(String methodKey) {
        return Collections.unmodifiableList(byMethod.getOrDefault(methodKey, List.of()));
    }

    /**
     * {@return the definition of a method that was called on a stub, with the arguments of the activity}
     *
     * @throws IllegalArgumentException if the method is bound to several Task Queues
     */
    public RecordedActivity called(Recorded recorded) {
        List<ActivityDefinition> bound = byMethod(recorded.methodKey());
        if (bound.size() != 1) {
            throw new IllegalArgumentException(recorded.methodKey() + " is bound to several Task Queues. Start it by type name"
                    + " and select the queue with taskQueue(…)");
        }
        ActivityDefinition definition = bound.get(0);
        List<Object> arguments = new ArrayList<>(Arrays.asList(recorded.arguments()));
        if (definition.contextParameter() >= 0) {
            arguments.remove(definition.contextParameter());
        }
        return new RecordedActivity(definition, arguments.toArray());
    }

    /** {@return the Task Queues of all definitions, in alphabetical order} */
    public Set<String> queues() {
        return Collections.unmodifiableSet(queues);
    }

    /**
     * {@return an instance whose methods only report their call to {@link Recording}}
     *
     * @throws IllegalArgumentException if the class has no stub; the message says why and what to do
     */
    public <T> T stub(Class<T> type) {
        return type.cast(stubs.computeIfAbsent(type, recorded -> create(recorded, null)));
    }

    /**
     * {@return a new instance whose methods call the handler}
     *
     * @throws IllegalArgumentException if the class has no stub; the message says why and what to do
     */
    public Object stub(Class<?> type, StubHandler handler) {
        return create(type, handler);
    }

    private Object create(Class<?> type, StubHandler handler) {
        Object stub = stubFactory.apply(type.getName(), handler);
        if (stub != null) {
            return stub;
        }
        String why = stubless.get(type.getName());
        throw new IllegalArgumentException(why != null
                ? type.getName() + " " + why + ", so calls of its methods cannot be recorded; start its activities by type name"
                : type.getName() + " has no activity methods; put @Activity on a method of a bean or of an interface");
    }
}
