import { LitElement, html, nothing } from 'lit';
import { Router } from '@vaadin/router';
import { JsonRpc } from 'jsonrpc';
import '@vaadin/confirm-dialog';
import '@vaadin/text-field';
import '@vaadin/text-area';
import { answered } from '../quarkus-activities/activities-answers.js';
import { VERBS } from '../quarkus-activities/activities-confirm.js';
import { verbBarStyles, verbButton } from '../quarkus-activities/activities-verb-button.js';
import { NAMESPACE, workflowsUrl } from './workflows-links.js';

Object.assign(VERBS, {
    cancelWorkflow: {
        text: 'Cancel', icon: 'ban', reason: true,
        explanation: 'Requests the cancellation. The code of the workflow may clean up before it ends.'
    },
    terminateWorkflow: {
        text: 'Terminate', icon: 'circle-xmark', reason: true, danger: true,
        explanation: 'Closes the workflow at once, without asking its code. Its activities are canceled.'
    },
    deleteWorkflow: {
        text: 'Delete', icon: 'trash', danger: true,
        explanation: 'Deletes the run permanently, with its history, its messages and its activities.'
    }
});

/** What needs a name and arguments. */
const MESSAGES = {
    signalWorkflow: { text: 'Signal…', icon: 'paper-plane' },
    queryWorkflow: { text: 'Query…', icon: 'circle-question' }
};

/** The buttons that control a run: those that its state allows. */
export class WorkflowsVerbs extends LitElement {

    jsonRpc = new JsonRpc(NAMESPACE, false);

    static properties = {
        run: { type: Object },
        _message: { state: true }
    };

    static styles = verbBarStyles;

    render() {
        return html`
            ${this.run.closedTime ? nothing : this._button('signalWorkflow', MESSAGES.signalWorkflow)}
            ${this._button('queryWorkflow', MESSAGES.queryWorkflow)}
            ${this.run.closedTime ? this._confirmed('deleteWorkflow')
                : html`${this._confirmed('cancelWorkflow')}${this._confirmed('terminateWorkflow')}`}
            <activities-confirm .subject=${this.run.workflowId} @confirmed=${event => this._ask(event.detail)}></activities-confirm>
            ${this._dialog()}`;
    }

    _confirmed(verb) {
        return verbButton(verb, VERBS[verb], () => this.renderRoot.querySelector('activities-confirm').open(verb));
    }

    _button(verb, look) {
        return verbButton(verb, look, () => this._message = { verb, name: '', arguments: '[]' });
    }

    _dialog() {
        const { verb, name = '', arguments: values = '' } = this._message ?? {};
        return html`<vaadin-confirm-dialog header=${MESSAGES[verb]?.text ?? ''} cancel-button-visible cancel-text="Back"
            confirm-text="Send" .opened=${verb !== undefined} @confirm=${this._send} @closed=${() => this._message = undefined}>
            <vaadin-text-field id="name" label="Name" style="width: 100%" .value=${name}
                @value-changed=${event => this._set('name', event)}></vaadin-text-field>
            <vaadin-text-area id="arguments" label="Arguments, as a JSON array" style="width: 100%" .value=${values}
                @value-changed=${event => this._set('arguments', event)}></vaadin-text-area>
        </vaadin-confirm-dialog>`;
    }

    _set(field, event) {
        if (this._message) {
            this._message[field] = event.detail.value;
        }
    }

    _send() {
        const { verb, name, arguments: values } = this._message;
        this._call(verb, { name, arguments: values });
    }

    _ask({ verb, reason }) {
        this._call(verb, VERBS[verb].reason ? { reason } : {});
    }

    _call(verb, parameters) {
        answered(this.jsonRpc[verb]({ workflowId: this.run.workflowId, ...parameters }), () => {
            if (verb === 'deleteWorkflow') {
                Router.go(workflowsUrl());
            } else {
                this.dispatchEvent(new CustomEvent('changed'));
            }
        });
    }
}

customElements.define('workflows-verbs', WorkflowsVerbs);
