/**
 * Metrics, health and tracing. The build leaves out what the application has no extension for: only here may
 * Micrometer, SmallRye Health and OpenTelemetry be named.
 */
package io.quarkiverse.activities.runtime.observe;
