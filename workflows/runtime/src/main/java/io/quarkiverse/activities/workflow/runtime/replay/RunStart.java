package io.quarkiverse.activities.workflow.runtime.replay;

import java.time.Duration;
import java.util.Map;

import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.WorkflowInfo;

/**
 * The input of a run, and the settings that apply to it until it closes.
 *
 * @param arguments the arguments of the workflow method, or null
 * @param taskTimeout the timeout of a Workflow Task, from which the default of the local retry threshold follows
 * @param memo the memo that the client or the run before gave
 */
public record RunStart(WorkflowInfo info, Payload arguments, Duration taskTimeout, Rules rules, Map<String, Payload> memo) {

    public RunStart {
        memo = Map.copyOf(memo);
    }

    public RunStart(WorkflowInfo info, Payload arguments, Duration taskTimeout, Rules rules) {
        this(info, arguments, taskTimeout, rules, Map.of());
    }
}
