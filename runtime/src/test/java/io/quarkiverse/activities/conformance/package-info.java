/**
 * Plays what a real Temporal server did, and compares: {@link io.quarkiverse.activities.conformance.Recordings} reads the
 * scripts, {@link io.quarkiverse.activities.conformance.ScriptPlayer} plays one against an
 * {@link io.quarkiverse.activities.conformance.EngineUnderTest} and reports the first difference. The engine here is the state
 * machine in virtual time; any other is played by implementing that interface. The recordings are the referee, and none of what
 * this project does differently on purpose shows in them: where that changes, a rule with a name changes the expectation, and
 * no
 * script is skipped.
 */
package io.quarkiverse.activities.conformance;
