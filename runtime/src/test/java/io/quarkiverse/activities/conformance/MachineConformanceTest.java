package io.quarkiverse.activities.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

/** Plays every recording against the state machine, in virtual time. */
class MachineConformanceTest {

    @Test
    void answersAndShowsWhatTemporalDid() {
        List<Script> scripts = Recordings.load();
        List<String> differences = scripts.stream()
                .map(script -> new ScriptPlayer(new VirtualTimeMachine(), false).play(script))
                .flatMap(Optional::stream).toList();

        differences.forEach(System.out::println);
        System.out
                .println("\nmachine: " + (scripts.size() - differences.size()) + " passed, " + differences.size() + " failed");
        assertThat(scripts).as("scripts in %s", Recordings.folder()).isNotEmpty();
        assertThat(differences).isEmpty();
    }
}
