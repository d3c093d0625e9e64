/**
 * The state machine: pure, no I/O, no clock of its own. Imports no other room but the public API.
 */
package io.quarkiverse.activities.runtime.execution;
