import { LitElement, html, nothing } from 'lit';
import { JsonRpc } from 'jsonrpc';
import { answered } from './activities-answers.js';
import { VERBS } from './activities-confirm.js';
import { number } from './activities-format.js';
import { NAMESPACE } from './activities-links.js';
import { UPDATE_OPTIONS, verbBarStyles, verbButton } from './activities-verb-button.js';
import './activities-update-options.js';

/** The buttons that control the selected executions. Fires "done" when a verb was applied to them. */
export class ActivitiesBatch extends LitElement {

    jsonRpc = new JsonRpc(NAMESPACE, false);

    static properties = {
        /** The query that finds the executions. */
        query: { type: String },
        count: { type: Number }
    };

    static styles = verbBarStyles;

    render() {
        const subject = `${number(this.count)} ${this.count === 1 ? 'execution' : 'executions'}`;
        return html`
            ${Object.entries(VERBS).map(([verb, labels]) => html`${
                verb === 'cancel' ? verbButton('update-options', UPDATE_OPTIONS, () => this._part('update-options').open()) : nothing}
                ${verbButton(verb, labels, () => this._part('confirm').open(verb))}`)}
            <activities-confirm .subject=${subject} @confirmed=${event => this._ask(event.detail)}></activities-confirm>
            <activities-update-options .subject=${subject} @update=${event => this._update(event)}></activities-update-options>`;
    }

    _part(name) {
        return this.renderRoot.querySelector(`activities-${name}`);
    }

    _ask({ verb, reason }) {
        answered(this.jsonRpc.batch({ verb, query: this.query, reason }), () => this._done());
    }

    _update({ detail, target }) {
        answered(this.jsonRpc.batchUpdateOptions({ query: this.query, changes: detail }), () => {
            target.close();
            this._done();
        });
    }

    _done() {
        this.dispatchEvent(new CustomEvent('done'));
    }
}

customElements.define('activities-batch', ActivitiesBatch);
