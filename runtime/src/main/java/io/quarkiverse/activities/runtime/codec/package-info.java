/** Converts between the values of the state machine and the columns that store them, without I/O and SQL. */
package io.quarkiverse.activities.runtime.codec;
