import { html, css } from 'lit';
import { words } from './activities-format.js';

/** A table of the effective options, and where each of them was set. */
export function optionsTable(options) {
    return html`<table class="options">
        <tr><th>Option</th><th>Value</th><th>Set by</th></tr>
        ${options.map(option => html`<tr class=${option.source === 'DEFAULT' ? 'muted' : ''}>
            <td>${words(option.option)}</td><td>${option.value}</td><td>${words(option.source)}</td>
        </tr>`)}
    </table>`;
}

export const optionsStyles = css`
    .options {
        border-collapse: collapse;
        font-size: var(--lumo-font-size-s);
        width: 100%;
    }
    .options th {
        text-align: left;
        font-weight: 500;
        color: var(--lumo-secondary-text-color);
    }
    .options td, .options th {
        padding: 0.15em 1em 0.15em 0;
        vertical-align: top;
    }
    .options td:nth-child(2) {
        overflow-wrap: anywhere;
    }
`;
