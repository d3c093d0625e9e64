/** The build steps. They find and validate activities, generate stubs, and register the beans and tables of the engine. */
package io.quarkiverse.activities.deployment;
