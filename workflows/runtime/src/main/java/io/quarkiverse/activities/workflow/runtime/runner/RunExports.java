package io.quarkiverse.activities.workflow.runtime.runner;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.workflow.runtime.journal.JournalExport;
import io.quarkiverse.activities.workflow.runtime.journal.JournalExportCodec;
import io.quarkiverse.activities.workflow.runtime.replay.Arrival;
import io.quarkiverse.activities.workflow.runtime.replay.JournalLine;
import io.quarkiverse.activities.workflow.runtime.store.RunMaterial;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;
import io.quarkiverse.activities.workflow.runtime.store.TaskStore;

/** Exports journals of runs, for tests that replay them without a database. */
@Singleton
public class RunExports {

    private final TaskStore store;

    RunExports(TaskStore store) {
        this.store = store;
    }

    /** {@return the journal of the run, with what its references mean, as JSON} */
    public String export(RunRow row) {
        RunMaterial material = store.material(row);
        List<JournalLine> lines = material.journal();
        PendingArrivals known = new PendingArrivals(material);
        Map<String, Arrival> arrivals = new HashMap<>();
        for (JournalLine line : lines) {
            for (String reference : line.arrivals()) {
                if (JournalExport.own(reference) == null) {
                    arrivals.put(reference, known.of(reference));
                }
            }
        }
        return JournalExportCodec.encode(new JournalExport(RunInputs.start(row, RunInputs.info(row)),
                row.definitionVersion(), lines, arrivals));
    }
}
