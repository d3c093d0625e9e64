import { LitElement, html } from 'lit';
import { Router } from '@vaadin/router';
import { JsonRpc } from 'jsonrpc';
import { answered } from './activities-answers.js';
import { VERBS } from './activities-confirm.js';
import { NAMESPACE, activitiesUrl, executionUrl } from './activities-links.js';
import { UPDATE_OPTIONS, verbBarStyles, verbButton } from './activities-verb-button.js';
import './activities-complete.js';
import './activities-update-options.js';

/** The buttons that control an execution: those that its state allows. */
export class ActivitiesVerbs extends LitElement {

    jsonRpc = new JsonRpc(NAMESPACE, false);

    static properties = {
        execution: { type: Object }
    };

    static styles = verbBarStyles;

    render() {
        const { activityId, options } = this.execution;
        return html`
            ${this._isOpen() ? this._openVerbs() : this._confirmed('runAgain')}
            ${this._confirmed('delete')}
            <activities-confirm .subject=${activityId} @confirmed=${event => this._ask(event.detail)}></activities-confirm>
            <activities-update-options .subject=${activityId} .options=${options}
                @update=${event => this._update(event)}></activities-update-options>`;
    }

    _isOpen() {
        return this.execution.status === 'RUNNING' || this.execution.status === 'PAUSED';
    }

    _openVerbs() {
        const { status, runState, activityId, runId } = this.execution;
        const paused = status === 'PAUSED' || runState === 'PAUSE_REQUESTED';
        return html`
            ${this._confirmed('reset')}
            ${paused ? verbButton('unpause', VERBS.unpause, () => this._ask({ verb: 'unpause' })) : this._confirmed('pause')}
            ${verbButton('update-options', UPDATE_OPTIONS, () => this.renderRoot.querySelector('activities-update-options').open())}
            <activities-complete .activityId=${activityId} .runId=${runId}></activities-complete>
            ${this._confirmed('cancel')}
            ${this._confirmed('terminate')}`;
    }

    _confirmed(verb) {
        return verbButton(verb, VERBS[verb], () => this.renderRoot.querySelector('activities-confirm').open(verb));
    }

    _ask({ verb, reason }) {
        const parameters = VERBS[verb].reason ? { ...this._run(), reason } : this._run();
        answered(this.jsonRpc[verb](parameters), () => {
            if (verb === 'delete') {
                Router.go(activitiesUrl());
            } else if (verb === 'runAgain') {
                Router.go(executionUrl(parameters.activityId, ''));
            }
        });
    }

    _update({ detail, target }) {
        answered(this.jsonRpc.updateOptions({ ...this._run(), changes: detail }), () => target.close());
    }

    _run() {
        return { activityId: this.execution.activityId, runId: this.execution.runId };
    }
}

customElements.define('activities-verbs', ActivitiesVerbs);
