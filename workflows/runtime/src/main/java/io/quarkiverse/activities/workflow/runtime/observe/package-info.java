/**
 * Metrics, health and tracing of workflows. Only this package may use Micrometer, SmallRye Health and OpenTelemetry, because
 * the build excludes those of its beans for which the application has no extension.
 */
package io.quarkiverse.activities.workflow.runtime.observe;
