/** The configuration of the extension, as users write it. */
package io.quarkiverse.activities.runtime.config;
