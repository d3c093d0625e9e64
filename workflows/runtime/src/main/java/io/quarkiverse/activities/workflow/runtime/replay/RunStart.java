package io.quarkiverse.activities.workflow.runtime.replay;

import java.time.Duration;

import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.WorkflowInfo;

/**
 * The input of a run, and the settings that apply to it until it closes.
 *
 * @param arguments the arguments of the workflow method, or null
 * @param taskTimeout the timeout of a Workflow Task; the local retry threshold is three times as long by default
 */
public record RunStart(WorkflowInfo info, Payload arguments, Duration taskTimeout, Rules rules) {
}
