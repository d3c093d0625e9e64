/** This process as a node: its identity, database outages, timers, and listeners. */
package io.quarkiverse.activities.runtime.node;
