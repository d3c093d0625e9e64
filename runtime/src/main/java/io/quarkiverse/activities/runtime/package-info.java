/** Starts the engine with the application and stops it with the application. */
package io.quarkiverse.activities.runtime;
