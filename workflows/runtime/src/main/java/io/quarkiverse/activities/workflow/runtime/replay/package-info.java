/**
 * One run in memory: delivers arrivals to workflow code, lets its coroutines run until all are blocked, and returns decisions.
 * The same code replays a journal and compares. It is pure: it has no I/O, no clock, no randomness and no beans. Its door is
 * {@link io.quarkiverse.activities.workflow.runtime.replay.WorkflowRun}.
 */
package io.quarkiverse.activities.workflow.runtime.replay;
