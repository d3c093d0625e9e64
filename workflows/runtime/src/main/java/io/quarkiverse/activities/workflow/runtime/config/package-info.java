/** The configuration of workflows. */
package io.quarkiverse.activities.workflow.runtime.config;
