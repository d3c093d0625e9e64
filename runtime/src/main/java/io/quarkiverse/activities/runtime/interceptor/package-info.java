/** What surrounds a start and an attempt: interceptors, and the context that travels in the header from one to the other. */
package io.quarkiverse.activities.runtime.interceptor;
