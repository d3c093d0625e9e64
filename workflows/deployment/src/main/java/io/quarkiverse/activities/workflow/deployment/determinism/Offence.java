package io.quarkiverse.activities.workflow.deployment.determinism;

/** A kind of action that workflow code must not take, and its alternative. */
enum Offence {

    CLOCK("reads the clock", "use workflow.now()", Reach.LIBRARIES),
    /** In libraries, often only an empty calendar to fill. */
    CALENDAR(CLOCK.does, CLOCK.cure, Reach.APPLICATION),
    RANDOM("gets a value that differs each time", "use workflow.random() or workflow.uuid()", Reach.LIBRARIES),
    /** Libraries use it to recognize objects, and in texts for people. */
    IDENTITY(RANDOM.does, "give the object an ID, such as workflow.uuid()", Reach.APPLICATION),
    SLEEP("blocks the thread", "use workflow.sleep(…) or workflow.await(…)", Reach.LIBRARIES),
    THREADS("uses other threads", "use workflow.async(…), or do it in an activity or a step", Reach.APPLICATION),
    LOCKS("waits for a lock or another thread",
            "remove it, because only one coroutine of a run works at a time; to wait, use workflow.await(…)",
            Reach.APPLICATION),
    THREAD_LOCAL("uses the state of a thread", "keep the value in a field of the workflow", Reach.APPLICATION),
    PARALLEL("uses several threads", "use a sequential stream", Reach.APPLICATION),
    BLOCKING_UNI("blocks the thread until a Uni is done",
            "call the method of an activity stub, or do it in an activity or a step",
            Reach.APPLICATION),
    UNKNOWN_UNI("may block the thread until a Uni is done", "await only what the method of an activity stub returns",
            Reach.WARNING),
    INPUT_OUTPUT("uses files, the network or another process", "do it in an activity or a step", Reach.LIBRARIES),
    DATABASE("uses the database", "do it in an activity or a step", Reach.LIBRARIES),
    REMOTE("calls another system", "do it in an activity or a step", Reach.LIBRARIES),
    BEANS("looks up a bean", "use the bean in an activity or a step", Reach.APPLICATION),
    CLIENT("goes past the journal of the run", "call an activity stub, workflow.child(…) or workflow.external(…)",
            Reach.APPLICATION),
    ENVIRONMENT("depends on the process and the machine",
            "pass the value as an argument of the workflow, or get it in workflow.sideEffect(…)", Reach.APPLICATION),
    STATIC_STATE("uses static state that can change",
            "keep it in a field of the workflow, or pass it as an argument; a constant must be final and must not change",
            Reach.APPLICATION),
    ACTIVITY("creates an activity class, whose methods would run as a part of the workflow",
            "take it as a parameter of the constructor, to get a stub", Reach.APPLICATION),
    OUTPUT("prints, and does so again in each replay", "use workflow.logger()", Reach.WARNING),
    HASH_ORDER("uses the order of a hash table, which may differ in another process",
            "use a LinkedHashMap, a LinkedHashSet, a sorted collection or a list", Reach.WARNING);

    private enum Reach {
        WARNING,
        APPLICATION,
        LIBRARIES
    }

    final String does;
    final String cure;
    private final Reach reach;

    Offence(String does, String cure, Reach reach) {
        this.does = does;
        this.cure = cure;
        this.reach = reach;
    }

    /** {@return whether it is only worth a warning} */
    boolean isWarning() {
        return reach == Reach.WARNING;
    }

    /**
     * {@return whether it counts in code of libraries} Libraries use locks, caches and settings in ways that do not change what
     * their methods return.
     */
    boolean countsInLibraries() {
        return reach == Reach.LIBRARIES;
    }
}
