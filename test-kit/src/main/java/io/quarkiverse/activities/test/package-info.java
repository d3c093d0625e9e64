/**
 * For tests of applications with activities, in test scope only. {@link io.quarkiverse.activities.test.ActivityTestControl}
 * is injected into tests that run the application, {@link io.quarkiverse.activities.test.TestActivityEnvironment} runs an
 * activity method alone.
 */
package io.quarkiverse.activities.test;
