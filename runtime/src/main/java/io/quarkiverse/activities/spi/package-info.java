/**
 * The interfaces that applications and other extensions implement: interceptors, codecs, context propagators, the object
 * mapper.
 */
package io.quarkiverse.activities.spi;
