/** Converts values of workflow code with the mapper and the codecs of the activities. */
package io.quarkiverse.activities.workflow.runtime.payload;
