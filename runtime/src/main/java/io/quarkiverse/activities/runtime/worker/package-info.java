/** The life of this node as a worker: it connects queues, attempts, and what was committed. */
package io.quarkiverse.activities.runtime.worker;
