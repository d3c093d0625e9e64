package io.quarkiverse.activities.benchmarks.dbos;

/** What DBOS makes a proxy of. */
public interface Work {

    String work(String order);
}
