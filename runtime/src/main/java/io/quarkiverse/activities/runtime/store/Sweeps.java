package io.quarkiverse.activities.runtime.store;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

import io.quarkiverse.activities.runtime.store.value.StoreException;
import io.quarkiverse.activities.runtime.store.value.Verdict;

/** Changes rows in batches that nobody waits for. A row that cannot be changed is set aside, and holds up no other. */
final class Sweeps {

    private final SetAside setAside;

    /**
     * The result of a batch.
     *
     * @param count how many rows were changed
     * @param locked the rows that another transaction has locked
     */
    record Result(int count, Set<UUID> locked) {
    }

    Sweeps(SetAside setAside) {
        this.setAside = setAside;
    }

    /**
     * Changes these rows together, or each alone if that fails.
     *
     * @param what what is done, for the log: "take over"
     * @param change changes rows in a transaction, except those that are locked, and says which it has changed
     */
    Result sweep(List<UUID> runs, String what, Function<List<UUID>, List<Verdict>> change) {
        Set<UUID> locked = new HashSet<>(runs);
        int count = 0;
        try {
            count = changed(change.apply(runs), locked);
        } catch (RuntimeException | Error e) {
            if (isOutage(e)) {
                throw e;
            }
            for (UUID run : runs) {
                count += alone(run, what, change, locked);
            }
        }
        return new Result(count, locked);
    }

    private int alone(UUID run, String what, Function<List<UUID>, List<Verdict>> change, Set<UUID> locked) {
        try {
            return changed(change.apply(List.of(run)), locked);
        } catch (RuntimeException | Error e) {
            if (isOutage(e)) {
                throw e;
            }
            locked.remove(run);
            setAside.failed(run, what, e);
            return 0;
        }
    }

    private int changed(List<Verdict> verdicts, Set<UUID> locked) {
        for (Verdict verdict : verdicts) {
            locked.remove(verdict.runId());
            setAside.succeeded(verdict.runId());
        }
        return verdicts.size();
    }

    private static boolean isOutage(Throwable e) {
        return e instanceof StoreException database && database.isOutage();
    }
}
