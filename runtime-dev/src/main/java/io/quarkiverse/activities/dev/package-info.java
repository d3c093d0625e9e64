/** What the Dev UI and Dev MCP ask, in dev mode only. */
package io.quarkiverse.activities.dev;
