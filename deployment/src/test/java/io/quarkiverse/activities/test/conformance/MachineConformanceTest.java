package io.quarkiverse.activities.test.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Plays every recording against the state machine in virtual time. */
@Tag("quick")
class MachineConformanceTest {

    @Test
    void answersAndDescriptionsEqualTheRecordings() {
        List<Script> scripts = Recordings.all();
        Comparison comparison = new Comparison("machine", scripts.size(), scripts.stream()
                .map(script -> new ScriptPlayer(new VirtualTimeMachine(), false).play(script))
                .flatMap(Optional::stream).toList());

        comparison.show();
        assertThat(comparison.differences()).isEmpty();
    }
}
