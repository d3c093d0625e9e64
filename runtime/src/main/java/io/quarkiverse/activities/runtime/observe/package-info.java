/**
 * Metrics, health and tracing. Only this room may use Micrometer, SmallRye Health and OpenTelemetry: the build leaves out what
 * the
 * application has no extension for.
 */
package io.quarkiverse.activities.runtime.observe;
