/** What statements of workflows cost on a filled PostgreSQL. */
package io.quarkiverse.activities.workflow.test.plan;
