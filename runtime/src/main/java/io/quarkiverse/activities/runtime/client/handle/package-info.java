/** Everything about one existing execution: its result, its description, the verbs that change it. */
package io.quarkiverse.activities.runtime.client.handle;
