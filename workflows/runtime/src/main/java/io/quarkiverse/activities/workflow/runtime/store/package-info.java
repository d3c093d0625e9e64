/** The only door to the tables of the workflows: what passes it are values. SQL stands nowhere else. */
package io.quarkiverse.activities.workflow.runtime.store;
