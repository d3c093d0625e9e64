/**
 * Plays the recordings of a Temporal server on the real engine and a real database, through the public API. The interpreter of
 * programs, the comparison and the named differences are those of the tests of {@code workflows/runtime}.
 */
package io.quarkiverse.activities.workflow.test.conformance;
