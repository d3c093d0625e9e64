/**
 * Plays recordings of a real Temporal server and compares the results.
 * {@link io.quarkiverse.activities.test.conformance.Recordings} reads the scripts.
 * {@link io.quarkiverse.activities.test.conformance.ScriptPlayer} plays one against an
 * {@link io.quarkiverse.activities.test.conformance.EngineUnderTest} and reports the first difference. There are three engines:
 * the state machine in virtual time, and the store on either database in real time. The recordings are authoritative. No
 * intended difference of this project shows in the scripts. If that changes, a named rule must adjust the expectation; no
 * script is skipped.
 * <p>
 * A separate table covers how a worker handles activity methods.
 * {@link io.quarkiverse.activities.test.conformance.WorkerCasePlayer} plays each
 * {@link io.quarkiverse.activities.test.conformance.WorkerCase} with a method that behaves like the recorded one.
 * {@link io.quarkiverse.activities.test.conformance.WorkerDifference} holds the intended differences.
 */
package io.quarkiverse.activities.test.conformance;
