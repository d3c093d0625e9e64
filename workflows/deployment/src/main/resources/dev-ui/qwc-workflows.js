import { LitElement, html, css } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import './workflows-list.js';
import './workflows-run.js';

/** The list of runs, or the one run that the address names. */
export class QwcWorkflows extends LitElement {

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
            ? html`<workflows-run .workflowId=${address.get('id')} .runId=${address.get('run') ?? ''}></workflows-run>`
            : html`<workflows-list .query=${address.get('query') ?? ''} .statuses=${address.getAll('status')}></workflows-list>`);
    }
}

customElements.define('qwc-workflows', QwcWorkflows);
