/** The workflows of the application: what the build found, the generated code, and typed stubs. */
package io.quarkiverse.activities.workflow.runtime.definition;
