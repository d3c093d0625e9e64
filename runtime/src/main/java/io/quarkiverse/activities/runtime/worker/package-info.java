/** The lifecycle of this node as a worker. It passes what the store commits on to queues, attempts and listeners. */
package io.quarkiverse.activities.runtime.worker;
