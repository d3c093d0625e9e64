import { LitElement, html, css } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import './activities-execution.js';
import './activities-list.js';

/** The executions, or the one that the address names. */
export class QwcActivities extends LitElement {

    static properties = {
        _address: { state: true }
    };

    static styles = css`
        :host {
            display: block;
            height: 100%;
            padding: 0 var(--lumo-space-m);
            box-sizing: border-box;
        }
    `;

    constructor() {
        super();
        this._address = window.location.search;
        this._moved = () => this._address = window.location.search;
    }

    connectedCallback() {
        super.connectedCallback();
        window.addEventListener('vaadin-router-location-changed', this._moved);
    }

    disconnectedCallback() {
        window.removeEventListener('vaadin-router-location-changed', this._moved);
        super.disconnectedCallback();
    }

    render() {
        const address = new URLSearchParams(this._address);
        return keyed(this._address, address.has('id')
            ? html`<activities-execution .activityId=${address.get('id')} .runId=${address.get('run') ?? ''}></activities-execution>`
            : html`<activities-list .query=${address.get('query') ?? ''}></activities-list>`);
    }
}

customElements.define('qwc-activities', QwcActivities);
