import { LitElement, html, css, nothing } from 'lit';
import { dialogRenderer, dialogFooterRenderer } from '@vaadin/dialog/lit.js';
import '@vaadin/button';
import '@vaadin/dialog';
import '@vaadin/icon';
import '@vaadin/text-field';
import { JsonRpc } from 'jsonrpc';
import { answered } from './activities-answers.js';
import { NAMESPACE } from './activities-links.js';
import './activities-complete.js';

/** What can be asked of an execution now. */
export class ActivitiesVerbs extends LitElement {

    jsonRpc = new JsonRpc(NAMESPACE, false);

    static properties = {
        execution: { type: Object },
        _asking: { state: true }
    };

    static styles = css`
        :host {
            display: inline-flex;
            flex-wrap: wrap;
            gap: var(--lumo-space-s);
        }
    `;

    render() {
        const { status, runState, activityId, runId } = this.execution;
        if (status !== 'RUNNING' && status !== 'PAUSED') {
            return nothing;
        }
        const paused = status === 'PAUSED' || runState === 'PAUSE_REQUESTED';
        return html`
            ${this._button('reset', 'Retry now', 'rotate-left', () => this._ask('reset'))}
            ${paused ? this._button('unpause', 'Unpause', 'play', () => this._ask('unpause'))
                : this._button('pause', 'Pause', 'pause', () => this._askWhy('pause'))}
            ${this._button('cancel', 'Cancel', 'ban', () => this._askWhy('cancel'))}
            ${this._button('terminate', 'Terminate', 'circle-xmark', () => this._askWhy('terminate'), 'error')}
            <activities-complete .activityId=${activityId} .runId=${runId}></activities-complete>
            <vaadin-dialog .opened=${this._asking !== undefined} header-title="${this._title()} ${activityId}"
                @closed=${() => this._asking = undefined}
                ${dialogRenderer(() => html`<vaadin-text-field id="reason" label="Reason" style="width: 24em"
                    @value-changed=${event => this._reason = event.detail.value}></vaadin-text-field>`, [])}
                ${dialogFooterRenderer(() => html`
                    <vaadin-button theme="tertiary" @click=${() => this._asking = undefined}>Back</vaadin-button>
                    <vaadin-button theme="primary" @click=${() => this._ask(this._asking, { reason: this._reason ?? '' })}>
                        ${this._title()}</vaadin-button>`, [this._asking])}>
            </vaadin-dialog>`;
    }

    _button(id, text, icon, action, theme = '') {
        return html`<vaadin-button id=${id} theme="small ${theme}" @click=${action}>
            <vaadin-icon icon="font-awesome-solid:${icon}" slot="prefix"></vaadin-icon>${text}</vaadin-button>`;
    }

    _title() {
        return this._asking ? this._asking.charAt(0).toUpperCase() + this._asking.slice(1) : '';
    }

    _askWhy(verb) {
        this._reason = '';
        this._asking = verb;
    }

    _ask(verb, more = {}) {
        this._asking = undefined;
        const { activityId, runId } = this.execution;
        answered(this.jsonRpc[verb]({ activityId, runId, ...more }));
    }
}

customElements.define('activities-verbs', ActivitiesVerbs);
