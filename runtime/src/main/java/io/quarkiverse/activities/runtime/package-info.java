/** Starts the rooms of the engine with the application and stops them with it. */
package io.quarkiverse.activities.runtime;
