/** The state machine. It is pure: it has no I/O, no clock and no beans, and imports only the public API. */
package io.quarkiverse.activities.runtime.execution;
