import { LitElement, html, css } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import './activities-execution.js';
import './activities-list.js';

/** The list of executions, or the one execution that the address names. */
export class QwcActivities extends LitElement {

    static properties = {
        /** The router sets this before the location of the browser changes. */
        location: { attribute: false }
    };

    static styles = css`
        :host {
            display: block;
            height: 100%;
            padding: 0 var(--lumo-space-m);
            box-sizing: border-box;
        }
    `;

    render() {
        const search = this.location?.search ?? window.location.search;
        const address = new URLSearchParams(search);
        return keyed(search, address.has('id')
            ? html`<activities-execution .activityId=${address.get('id')} .runId=${address.get('run') ?? ''}></activities-execution>`
            : html`<activities-list .query=${address.get('query') ?? ''} .statuses=${address.getAll('status')}></activities-list>`);
    }
}

customElements.define('qwc-activities', QwcActivities);
