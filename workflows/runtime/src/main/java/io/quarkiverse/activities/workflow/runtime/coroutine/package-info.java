/** The threads of coroutines: virtual ones, or a bounded pool on a JDK that has none. */
package io.quarkiverse.activities.workflow.runtime.coroutine;
