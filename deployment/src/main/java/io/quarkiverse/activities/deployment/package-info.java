/** The build: it finds activities, checks them, generates stubs, and registers what the engine needs at run time. */
package io.quarkiverse.activities.deployment;
