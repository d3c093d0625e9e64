/** What every node does once a second: due timeouts, its lease, retention. */
package io.quarkiverse.activities.runtime.maintenance;
