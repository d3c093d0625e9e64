import { html, css } from 'lit';
import { clock, words } from '../quarkus-activities/activities-format.js';
import { payloadText } from './workflows-format.js';

/** Payloads are shown as JSON, and ids of other events as they are. */
const HIDDEN = ['payloads', 'metadata', 'workflowTaskCompletedEventId', 'scheduledEventId', 'startedEventId', 'identity'];

/** A table of events of a history. */
export function eventsTable(events) {
    return html`<table class="events">${events.map(event => html`<tr>
        <td class="muted">${event.id}</td>
        <td class="time">${clock(event.time)}</td>
        <td class="type">${words(event.type)}</td>
        <td class="details"><code>${details(event.attributes)}</code></td>
    </tr>`)}</table>`;
}

function details(attributes) {
    return Object.entries(attributes).filter(([name]) => !HIDDEN.includes(name))
        .map(([name, value]) => `${name}: ${text(value)}`).join('  ');
}

function text(value) {
    if (value?.payloads) {
        return payloadText(value);
    }
    if (value !== null && typeof value === 'object') {
        return value.name ?? JSON.stringify(value, (name, nested) => nested?.payloads ? payloadText(nested)
            : name === 'stackTrace' || name === 'source' ? undefined : nested);
    }
    return value;
}

export const eventsStyles = css`
    .events {
        border-collapse: collapse;
        width: 100%;
        font-size: var(--lumo-font-size-s);
    }
    .events td {
        padding: 0.2em 1em 0.2em 0;
        vertical-align: top;
    }
    .events .time, .events .type {
        white-space: nowrap;
    }
    .events .details {
        width: 100%;
        word-break: break-word;
    }
`;
