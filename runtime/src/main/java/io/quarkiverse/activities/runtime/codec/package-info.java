/** Translates between the values of the state machine and the columns that store them. Pure: no I/O, no SQL. */
package io.quarkiverse.activities.runtime.codec;
