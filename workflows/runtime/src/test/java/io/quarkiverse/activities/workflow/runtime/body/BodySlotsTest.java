package io.quarkiverse.activities.workflow.runtime.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;

class BodySlotsTest {

    private static final UUID CROWD = new UUID(0, 1);
    private static final UUID OTHER = new UUID(0, 2);

    private final List<String> begun = new ArrayList<>();
    private final Map<String, Runnable> releases = new HashMap<>();

    private void submit(BodySlots slots, UUID run, String name) {
        slots.submit(run, release -> {
            begun.add(name);
            releases.put(name, release);
        });
    }

    @Test
    void aRunCannotTakeAllSlots() {
        BodySlots slots = new BodySlots(10, 2);
        for (int i = 0; i < 1000; i++) {
            submit(slots, CROWD, "crowd" + i);
        }
        assertThat(begun).containsExactly("crowd0", "crowd1");
        submit(slots, OTHER, "other");
        assertThat(begun).containsExactly("crowd0", "crowd1", "other");
        releases.get("crowd1").run();
        assertThat(begun).endsWith("crowd2").hasSize(4);
        assertThat(slots.used()).isEqualTo(3);
        assertThat(slots.waiting()).isEqualTo(997);
    }

    @Test
    void runsTakeTurns() {
        BodySlots slots = new BodySlots(1, 1);
        submit(slots, CROWD, "crowd0");
        submit(slots, CROWD, "crowd1");
        submit(slots, OTHER, "other0");
        submit(slots, CROWD, "crowd2");
        submit(slots, OTHER, "other1");
        for (int i = 0; i < 4; i++) {
            releases.get(begun.get(i)).run();
        }
        assertThat(begun).containsExactly("crowd0", "other0", "crowd1", "other1", "crowd2");
        releases.get("crowd2").run();
        assertThat(slots.used()).isZero();
        assertThat(slots.waiting()).isZero();
    }
}
