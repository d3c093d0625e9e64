import { html } from 'lit';
import { words } from '../quarkus-activities/activities-format.js';

const COLORS = {
    BLOCKED: '--lumo-error-color',
    COMPLETED: '--lumo-success-color',
    FAILED: '--lumo-error-color',
    TIMED_OUT: '--lumo-error-color',
    CANCELED: '--lumo-contrast-50pct',
    TERMINATED: '--lumo-contrast-70pct',
    CONTINUED_AS_NEW: '--lumo-contrast-50pct'
};

/** What a list can be narrowed to. */
export const STATUSES = ['RUNNING', 'BLOCKED', 'PAUSED', 'COMPLETED', 'FAILED', 'TIMED_OUT', 'CANCELED', 'TERMINATED', 'CONTINUED_AS_NEW'];

export function stateColor(state) {
    return `var(${COLORS[state] ?? '--lumo-primary-color'})`;
}

/** An open run is running, whatever it does at the moment, unless it is blocked. */
export function stateBadge(state) {
    const shown = COLORS[state] ? state : 'RUNNING';
    return html`<span class="badge" style="--badge: ${stateColor(state)}">${words(shown)}</span>`;
}

const DECODER = new TextDecoder();

/** The JSON of a list of payloads. */
export function payloadText({ payloads = [] } = {}) {
    return payloads.map(({ data }) => DECODER.decode(Uint8Array.from(atob(data), byte => byte.charCodeAt(0)))).join(', ');
}
