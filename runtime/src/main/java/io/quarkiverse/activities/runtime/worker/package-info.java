/** The lifecycle of this node as a worker: connects queues, attempts, and the reactions to commits. */
package io.quarkiverse.activities.runtime.worker;
