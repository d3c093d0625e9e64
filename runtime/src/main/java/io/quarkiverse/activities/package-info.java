/**
 * The public API: what applications start, run and observe activities with. It knows nothing of the engine, except that {@link
 * io.quarkiverse.activities.ActivityContext#current} asks for the attempt of the calling thread.
 */
package io.quarkiverse.activities;
