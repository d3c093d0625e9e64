/** The services behind the pages of workflows in the Dev UI. They are no beans outside dev mode. */
package io.quarkiverse.activities.workflow.runtime.dev;
