import { LitElement, html } from 'lit';
import { JsonRpc } from 'jsonrpc';
import { answered } from '../quarkus-activities/activities-answers.js';
import { number } from '../quarkus-activities/activities-format.js';
import { verbBarStyles, verbButton } from '../quarkus-activities/activities-verb-button.js';
import '../quarkus-activities/activities-confirm.js';
import { VERBS } from './workflows-confirmed.js';
import { NAMESPACE } from './workflows-links.js';
import { MESSAGES } from './workflows-message.js';

/** The buttons that control the selected runs. Fires "done" when a verb was applied to them. */
export class WorkflowsBatch extends LitElement {

    jsonRpc = new JsonRpc(NAMESPACE, false);

    static properties = {
        /** The query that finds the runs. */
        query: { type: String },
        count: { type: Number }
    };

    static styles = verbBarStyles;

    render() {
        const subject = `${number(this.count)} ${this.count === 1 ? 'run' : 'runs'}`;
        return html`
            ${verbButton('signal', MESSAGES.signal, () => this.renderRoot.querySelector('workflows-message').open('signal'))}
            ${Object.keys(VERBS).filter(verb => verb !== 'delete').map(verb => verbButton(verb, VERBS[verb],
                () => this.renderRoot.querySelector('activities-confirm').open(verb, 1)))}
            <activities-confirm .verbs=${VERBS} .subject=${subject} @confirmed=${event => this._ask(event.detail)}></activities-confirm>
            <workflows-message .subject=${subject} .send=${message => this._signal(message)}></workflows-message>`;
    }

    _ask({ verb, reason = '', number: task }) {
        const parameters = verb === 'reset' ? { reason, task } : { verb, reason };
        answered(this.jsonRpc[verb === 'reset' ? 'resetWorkflows' : 'batchWorkflows']({ query: this.query, ...parameters }),
            () => this.dispatchEvent(new CustomEvent('done')));
    }

    _signal({ name, arguments: values }) {
        return this.jsonRpc.signalWorkflows({ query: this.query, name, arguments: values });
    }
}

customElements.define('workflows-batch', WorkflowsBatch);
