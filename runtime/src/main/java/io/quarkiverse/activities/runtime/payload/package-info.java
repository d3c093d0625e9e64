/** Values to JSON and back, codecs, size limits. */
package io.quarkiverse.activities.runtime.payload;
