/** The JSON-RPC services of the Dev UI and Dev MCP, and the views they return. On the class path in dev mode only. */
package io.quarkiverse.activities.dev;
