package io.quarkiverse.activities.benchmarks.dbos;

/** The interface that DBOS proxies. */
public interface Work {

    String work(String order);

    String threeSteps(String order);
}
