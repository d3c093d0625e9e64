/** The build steps of workflows. They find and validate workflow classes, and generate the code that creates and calls them. */
package io.quarkiverse.activities.workflow.deployment;
