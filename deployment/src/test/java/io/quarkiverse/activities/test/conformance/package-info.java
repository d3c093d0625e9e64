/**
 * Plays what a real Temporal server did, and compares: {@link io.quarkiverse.activities.test.conformance.Recordings} reads the
 * scripts, {@link io.quarkiverse.activities.test.conformance.ScriptPlayer} plays one against an
 * {@link io.quarkiverse.activities.test.conformance.EngineUnderTest} and reports the first difference. There are three: the
 * state machine in virtual time, and the store on either database in real time. The recordings are the referee, and none of
 * what this project does differently on purpose shows in the scripts: where that changes, a rule with a name changes the
 * expectation, and no script is skipped.
 * <p>
 * What a worker makes of a method is a table of its own: {@link io.quarkiverse.activities.test.conformance.WorkerCasePlayer}
 * plays each {@link io.quarkiverse.activities.test.conformance.WorkerCase} with a method that does what was recorded, and
 * {@link io.quarkiverse.activities.test.conformance.WorkerDifference} holds the rules.
 */
package io.quarkiverse.activities.test.conformance;
