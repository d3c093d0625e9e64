/** What applications and other extensions implement: interceptors, codecs, context propagation, the object mapper. */
package io.quarkiverse.activities.spi;
