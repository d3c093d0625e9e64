/** Operations on one existing execution: waits for its result, describes it, and applies verbs to it. */
package io.quarkiverse.activities.runtime.client.handle;
