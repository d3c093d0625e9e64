/**
 * Plays the recordings of a Temporal server in virtual time: an interpreter of their programs, written as ordinary workflow
 * code, and an engine in memory around the replay room that behaves as Temporal's server and worker do.
 */
package io.quarkiverse.activities.workflow.conformance;
