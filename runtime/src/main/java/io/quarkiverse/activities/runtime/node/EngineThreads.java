package io.quarkiverse.activities.runtime.node;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.inject.Singleton;

/** The threads that the node cannot do without, for metrics and health. */
@Singleton
public class EngineThreads {

    private final List<EngineThread> all = new CopyOnWriteArrayList<>();

    /**
     * Starts a thread. If its work throws, the thread begins it again.
     *
     * @param work returns to end the thread
     */
    public EngineThread start(String name, Runnable work) {
        EngineThread thread = new EngineThread(name, work);
        all.add(thread);
        thread.start();
        return thread;
    }

    /** {@return how often each thread has failed} */
    public Map<String, Integer> failures() {
        Map<String, Integer> failures = new TreeMap<>();
        all.forEach(thread -> failures.merge(thread.name(), thread.failures(), Integer::sum));
        return failures;
    }

    /** {@return the names of the threads that fail again and again} */
    public List<String> hopeless() {
        return all.stream().filter(EngineThread::isHopeless).map(EngineThread::name).toList();
    }
}
