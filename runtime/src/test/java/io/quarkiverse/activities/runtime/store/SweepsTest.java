package io.quarkiverse.activities.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.runtime.store.value.StoreException;
import io.quarkiverse.activities.runtime.store.value.Verdict;

class SweepsTest {

    private static final UUID GOOD = new UUID(0, 1);
    private static final UUID BAD = new UUID(0, 2);
    private static final UUID LOCKED = new UUID(0, 3);
    private static final List<UUID> ALL = List.of(BAD, GOOD, LOCKED);

    private final SetAside setAside = new SetAside(() -> 0);
    private final Sweeps sweeps = new Sweeps(setAside);
    private final List<List<UUID>> tried = new ArrayList<>();

    private Sweeps.Result sweep(Predicate<List<UUID>> fails, RuntimeException failure) {
        return sweeps.sweep(ALL, "test", runs -> {
            tried.add(runs);
            if (fails.test(runs)) {
                throw failure;
            }
            return runs.stream().filter(run -> run != LOCKED).map(SweepsTest::verdict).toList();
        });
    }

    private static Verdict verdict(UUID run) {
        return new Verdict(run, null, null, null, null, null, null, null, null);
    }

    private static RuntimeException quiet() {
        return new RuntimeException("on purpose", null, false, false) {
        };
    }

    @Test
    void rowsAreChangedTogether() {
        assertThat(sweep(runs -> false, null)).isEqualTo(new Sweeps.Result(2, Set.of(LOCKED)));
        assertThat(tried).containsExactly(ALL);
        assertThat(setAside.runs()).isEmpty();
    }

    @Test
    void aRowThatCannotBeChangedHoldsUpNoOther() {
        assertThat(sweep(runs -> runs.contains(BAD), quiet())).isEqualTo(new Sweeps.Result(1, Set.of(LOCKED)));
        assertThat(tried).containsExactly(ALL, List.of(BAD), List.of(GOOD), List.of(LOCKED));
        assertThat(setAside.runs()).containsExactly(BAD);
    }

    @Test
    void nothingElseIsTriedWithoutADatabase() {
        StoreException outage = new StoreException("test", StoreException.Reason.OUTAGE, new SQLException());
        assertThatThrownBy(() -> sweep(runs -> true, outage)).isSameAs(outage);
        assertThat(tried).containsExactly(ALL);
        assertThat(setAside.runs()).isEmpty();
    }
}
