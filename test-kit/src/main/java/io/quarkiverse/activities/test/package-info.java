/**
 * Tests applications with activities, in test scope only. Inject {@link io.quarkiverse.activities.test.ActivityTestControl}
 * into tests that run the application. Use {@link io.quarkiverse.activities.test.TestActivityEnvironment} to run a single
 * activity method.
 */
package io.quarkiverse.activities.test;
