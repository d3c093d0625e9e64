/**
 * The public API to start, run and observe activities. It does not depend on the engine, except that
 * {@link io.quarkiverse.activities.ActivityContext#current} looks up the attempt of the calling thread.
 */
package io.quarkiverse.activities;
