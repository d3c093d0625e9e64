/** The state machine. Pure: no I/O, no clock, no bean; it imports only the public API. */
package io.quarkiverse.activities.runtime.execution;
