/** Interceptors of starts and attempts, and the context that the header carries from a start to its attempts. */
package io.quarkiverse.activities.runtime.interceptor;
