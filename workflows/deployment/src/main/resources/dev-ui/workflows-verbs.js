import { LitElement, html, nothing } from 'lit';
import { Router } from '@vaadin/router';
import { JsonRpc } from 'jsonrpc';
import { answered } from '../quarkus-activities/activities-answers.js';
import { verbBarStyles, verbButton } from '../quarkus-activities/activities-verb-button.js';
import '../quarkus-activities/activities-confirm.js';
import { VERBS } from './workflows-confirmed.js';
import { NAMESPACE, workflowsUrl } from './workflows-links.js';
import { MESSAGES } from './workflows-message.js';

/** The buttons that control a run: those that its state allows. */
export class WorkflowsVerbs extends LitElement {

    jsonRpc = new JsonRpc(NAMESPACE, false);

    static properties = {
        run: { type: Object }
    };

    static styles = verbBarStyles;

    render() {
        const { workflowId, closedTime, tasks, messages } = this.run;
        const verbs = closedTime ? ['delete'] : [...this._repairs(), 'cancel', 'terminate'];
        return html`
            ${Object.keys(MESSAGES).filter(kind => !closedTime || kind === 'query').map(kind =>
                verbButton(kind, MESSAGES[kind], () => this.renderRoot.querySelector('workflows-message').open(kind)))}
            ${tasks === 0 ? nothing : verbButton('reset', VERBS.reset, () => this.reset(tasks))}
            ${verbs.map(verb => verbButton(verb, VERBS[verb], () => this._confirm(verb)))}
            <activities-confirm .verbs=${VERBS} .subject=${workflowId} @confirmed=${event => this._ask(event.detail)}></activities-confirm>
            <workflows-message .subject=${workflowId} .messages=${messages} .send=${message => this._send(message)}></workflows-message>`;
    }

    _repairs() {
        const { state, taskFailure } = this.run;
        return state === 'PAUSED' ? ['unpause'] : taskFailure ? ['retryTask', 'pause'] : ['pause'];
    }

    /** Asks the user whether to repeat the run from a Workflow Task on. */
    reset(task) {
        this._confirm('reset', task);
    }

    _confirm(verb, number) {
        this.renderRoot.querySelector('activities-confirm').open(verb, number);
    }

    _send({ kind, ...message }) {
        return this.jsonRpc[`${kind}Workflow`]({ ...this._run(), ...message });
    }

    _ask({ verb, reason, number }) {
        const parameters = { ...this._run(), ...VERBS[verb].reason ? { reason } : {}, ...VERBS[verb].number ? { task: number } : {} };
        answered(this.jsonRpc[`${verb}Workflow`](parameters), () => {
            if (verb === 'delete') {
                Router.go(workflowsUrl());
            } else if (verb === 'reset') {
                Router.go(workflowsUrl({ id: this.run.workflowId }));
            }
        });
    }

    _run() {
        return { workflowId: this.run.workflowId, runId: this.run.runId };
    }
}

customElements.define('workflows-verbs', WorkflowsVerbs);
