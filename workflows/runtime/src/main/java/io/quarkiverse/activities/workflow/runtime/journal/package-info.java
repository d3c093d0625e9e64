/** The journal as text, with a version, and back. Pure, and independent of the store. */
package io.quarkiverse.activities.workflow.runtime.journal;
