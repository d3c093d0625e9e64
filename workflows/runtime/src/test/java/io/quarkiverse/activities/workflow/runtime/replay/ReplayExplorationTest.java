package io.quarkiverse.activities.workflow.runtime.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.workflow.runtime.replay.SmallWorld.Point;

/** Explores all tiny workflows up to a size, with all orders of arrival, and all small changes of their code. */
class ReplayExplorationTest {

    @Test
    void everyOrderOfArrivalReplays() {
        try (SmallWorld world = new SmallWorld(new Parts(), 2)) {
            TinyCodes.all(2, 1).forEach(world::explore);
            TinyCodes.SPECIAL.forEach(world::explore);
            assertThat(world.points()).isGreaterThan(3_000);
        }
    }

    @Test
    void otherCodeFitsExactlyIfItDecidesTheSame() {
        try (SmallWorld world = new SmallWorld(new Parts(), 1)) {
            int fits = 0;
            int diverges = 0;
            List<String> codes = new ArrayList<>(TinyCodes.all(2, 0));
            codes.addAll(TinyCodes.SPECIAL);
            for (String code : codes) {
                for (Point end : world.explore(code)) {
                    for (String other : TinyCodes.changesOf(code)) {
                        if (world.checkOther(code, end, other)) {
                            fits++;
                        } else {
                            diverges++;
                        }
                    }
                }
            }
            assertThat(fits).isGreaterThan(50);
            assertThat(diverges).isGreaterThan(500);
        }
    }
}
