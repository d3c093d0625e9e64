/** The query language. It turns text into conditions, without I/O and SQL; the store turns conditions into SQL. */
package io.quarkiverse.activities.runtime.query;
