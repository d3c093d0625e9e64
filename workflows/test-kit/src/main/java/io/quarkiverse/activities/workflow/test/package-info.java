/** Tests workflows: single workflow classes in virtual time, journals of earlier releases, and the memory of the engine. */
package io.quarkiverse.activities.workflow.test;
