/** The configuration properties of the extension. */
package io.quarkiverse.activities.runtime.config;
