/** Converts values to JSON and back, applies codecs, and checks size limits. Only this package maps objects with Jackson. */
package io.quarkiverse.activities.runtime.payload;
