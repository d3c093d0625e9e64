/** The query language: text to conditions. Pure: no I/O, no SQL; the store turns conditions into SQL. */
package io.quarkiverse.activities.runtime.query;
