package io.quarkiverse.activities.runtime.definition;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** All Activity Definitions of the application, and the recording stubs for them. */
public class ActivityDefinitions {

    private final List<ActivityDefinition> all;
    private final List<ActivityDefinition> served;
    private final Map<String, Map<String, ActivityDefinition>> byQueue = new HashMap<>();
    private final Map<String, List<ActivityDefinition>> byType = new HashMap<>();
    private final Map<String, List<ActivityDefinition>> byMethod = new HashMap<>();
    private final Set<String> queues = new TreeSet<>();
    private final ServedTypes servedTypes;
    private final ConfiguredOptions configured;
    private final Function<String, Object> stubFactory;
    private final Map<String, String> stubless;
    private final Map<Class<?>, Object> stubs = new ConcurrentHashMap<>();

    /**
     * @param stubFactory makes the stub of a class by its name, null when there is none
     * @param stubless why activity classes have no stub, by class name
     */
    ActivityDefinitions(List<ActivityDefinition> definitions, ServedTypes servedTypes, ConfiguredOptions configured,
            Function<String, Object> stubFactory, Map<String, String> stubless) {
        this.all = List.copyOf(definitions);
        this.servedTypes = servedTypes;
        this.configured = configured;
        this.served = all.stream().filter(ActivityDefinition::isServed).toList();
        this.stubFactory = stubFactory;
        this.stubless = Map.copyOf(stubless);
        // those that are served first, so that they win over definitions of mere clients
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

    /** {@return what is said, at build time and at start-up, of two definitions of one type on one queue} */
    public static String duplicate(String type, String taskQueue, String first, String second) {
        return "Activity Type '" + type + "' is defined twice on "
                + (taskQueue.isEmpty() ? "the default Task Queue" : "Task Queue '" + taskQueue + "'") + ", by " + first
                + " and " + second + "; give one of them another @Activity(name) or taskQueue";
    }

    public List<ActivityDefinition> all() {
        return all;
    }

    /** {@return the definitions that a bean here can run} */
    public List<ActivityDefinition> served() {
        return served;
    }

    /** {@return what is served on the Task Queue, bound to it or not, else what a mere client knows to be bound to it} */
    public Optional<ActivityDefinition> find(String taskQueue, String type) {
        ActivityDefinition runsHere = servedTypes.find(taskQueue, type);
        return Optional.ofNullable(runsHere != null ? runsHere : byQueue.getOrDefault(taskQueue, Map.of()).get(type));
    }

    /** {@return the types that a bean here can run, by Task Queue: more than are bound there, if configuration says so} */
    public Map<String, List<String>> servedTypes() {
        return servedTypes.typesByQueue();
    }

    /** {@return the Task Queue that this process alone serves, if it has one} */
    public Optional<String> ownTaskQueue() {
        return servedTypes.ownTaskQueue();
    }

    /**
     * {@return the options of a type without a definition on that queue: configuration over defaults}
     *
     * @param taskQueue null where none is named
     */
    public OptionLayer optionsElsewhere(String taskQueue, String type) {
        return configured.of(taskQueue, type).over(configured.defaults());
    }

    /** {@return what is started when an execution of this definition closes without a result: nearest its own queue} */
    public Optional<ActivityDefinition> onFailure(ActivityDefinition definition) {
        String type = definition.onFailure();
        return type.isEmpty() ? Optional.empty()
                : find(definition.taskQueue(), type).or(() -> byType(type).stream().findFirst());
    }

    /** {@return the definitions of a type on all queues} */
    public List<ActivityDefinition> byType(String type) {
        return Collections.unmodifiableList(byType.getOrDefault(type, List.of()));
    }

    /**
     * {@return the definitions a method of a stub stands for: one, or several when a method of an interface or superclass is
     * bound to several queues}
     */
    public List<ActivityDefinition> byMethod(String methodKey) {
        return Collections.unmodifiableList(byMethod.getOrDefault(methodKey, List.of()));
    }

    /** {@return the queues of all definitions, in alphabetical order} */
    public Set<String> queues() {
        return Collections.unmodifiableSet(queues);
    }

    /**
     * {@return an instance whose methods do nothing but report themselves to {@link Recording}}
     *
     * @throws IllegalArgumentException when there is no stub of the class; the message says why and what to do
     */
    public <T> T stub(Class<T> type) {
        return type.cast(stubs.computeIfAbsent(type, this::create));
    }

    private Object create(Class<?> type) {
        Object stub = stubFactory.apply(type.getName());
        if (stub != null) {
            return stub;
        }
        String why = stubless.get(type.getName());
        throw new IllegalArgumentException(why != null
                ? type.getName() + " " + why + ", so its methods cannot be named by a method reference;"
                        + " start its activities by type name"
                : type.getName() + " has no activity methods; put @Activity on a method of a bean or of an interface");
    }
}
