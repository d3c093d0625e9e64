import { html } from 'lit';
import { RouterController } from 'router-controller';

/** By this the Dev UI knows the pages and services of the extension. */
export const NAMESPACE = 'quarkus-activities';

function activitiesUrl(parameters) {
    return `${RouterController.getBasePath()}/${NAMESPACE}/activities?${new URLSearchParams(parameters)}`;
}

export function executionUrl(activityId, runId) {
    return activitiesUrl(runId ? { id: activityId, run: runId } : { id: activityId });
}

export function executionLink(activityId, runId) {
    return html`<a href=${executionUrl(activityId, runId)}>${activityId}</a>`;
}

/** @param value found where the field is this */
export function listLink(field, value) {
    return html`<a href=${activitiesUrl({ query: `${field} = '${value.replaceAll("'", "''")}'` })}>${value}</a>`;
}
