import { css, html } from 'lit';
import '@vaadin/button';
import '@vaadin/icon';

/** A small button. Its id is the verb. */
export function verbButton(id, { text, icon, danger = false }, action) {
    return html`<vaadin-button id=${id} theme="small ${danger ? 'error' : ''}" @click=${action}>
        <vaadin-icon icon="font-awesome-solid:${icon}" slot="prefix"></vaadin-icon>${text}</vaadin-button>`;
}

/** Styles of an element that is a row of such buttons. */
export const verbBarStyles = css`
    :host {
        display: inline-flex;
        flex-wrap: wrap;
        gap: var(--lumo-space-s);
    }
`;

export const UPDATE_OPTIONS = { text: 'Update options…', icon: 'sliders' };
