package io.quarkiverse.activities.workflow.test.conformance;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.activities.workflow.Workflow;
import io.quarkiverse.activities.workflow.WorkflowContext;
import io.quarkiverse.activities.workflow.conformance.Program;
import io.quarkiverse.activities.workflow.conformance.World;

/** The interpreter of programs as a workflow class. The beginning of the Workflow Id tells which script a run belongs to. */
@Workflow(name = "Program")
public class RecordedProgram extends Program {

    /** Ends the part of a Workflow Id that all workflows of a script have in common. */
    static final char END_OF_PREFIX = '~';

    private static final Map<String, World> WORLDS = new ConcurrentHashMap<>();

    RecordedProgram(WorkflowContext workflow, JsonNode program) {
        super(workflow, world(workflow.info().workflowId()), program);
    }

    private static World world(String workflowId) {
        return WORLDS.get(workflowId.substring(0, workflowId.indexOf(END_OF_PREFIX) + 1));
    }

    static World worldOf(String prefix) {
        return WORLDS.computeIfAbsent(prefix, World::new);
    }
}
