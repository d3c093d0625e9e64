import { html } from 'lit';
import { RouterController } from 'router-controller';

/** The name by which the Dev UI knows the pages and services of this extension. */
export const NAMESPACE = 'quarkus-activities';

/** The address of the list of executions, or of one execution. */
export function activitiesUrl(parameters = {}) {
    const search = String(new URLSearchParams(parameters));
    return `${RouterController.getBasePath()}/${NAMESPACE}/activities${search ? `?${search}` : ''}`;
}

export function executionUrl(activityId, runId) {
    return activitiesUrl(runId ? { id: activityId, run: runId } : { id: activityId });
}

export function executionLink(activityId, runId, text = activityId) {
    return html`<a href=${executionUrl(activityId, runId)}>${text}</a>`;
}

/** A link to another run of an execution. */
export function runLink(activityId, runId) {
    return html`<a href=${executionUrl(activityId, runId)}><code>${runId}</code></a>`;
}

/** A link to the list of executions whose field has this value. */
export function listLink(field, value) {
    return html`<a href=${activitiesUrl({ query: `${field} = '${value.replaceAll("'", "''")}'` })}>${value}</a>`;
}
