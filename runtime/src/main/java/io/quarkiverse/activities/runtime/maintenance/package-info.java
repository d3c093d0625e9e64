/** The work of each node once a second: due timeouts, its lease, retention. */
package io.quarkiverse.activities.runtime.maintenance;
