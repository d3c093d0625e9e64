/** Operations on many executions: lists, counts, pages and batches. */
package io.quarkiverse.activities.runtime.client.find;
