/** Claims runs, runs their Workflow Tasks and commits them, on threads of the engine. User code runs on coroutine threads. */
package io.quarkiverse.activities.workflow.runtime.runner;
