/** This process as one node: its identity, database outages, timers, and those who listen to it. */
package io.quarkiverse.activities.runtime.node;
