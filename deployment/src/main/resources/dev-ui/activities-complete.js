import { LitElement, html, css } from 'lit';
import { dialogRenderer, dialogFooterRenderer } from '@vaadin/dialog/lit.js';
import '@vaadin/dialog';
import '@vaadin/button';
import '@vaadin/text-field';
import '@vaadin/text-area';
import '@vaadin/checkbox';
import { JsonRpc } from 'jsonrpc';
import { answered } from './activities-answers.js';
import { NAMESPACE } from './activities-links.js';

/** Buttons and a form that complete or fail an attempt in place of its method: of one execution, or by task token. */
export class ActivitiesComplete extends LitElement {

    jsonRpc = new JsonRpc(NAMESPACE, false);

    static properties = {
        activityId: { type: String },
        runId: { type: String },
        _ending: { state: true }
    };

    static styles = css`
        :host {
            display: inline-flex;
            gap: var(--lumo-space-s);
        }
    `;

    render() {
        const what = this.activityId === undefined ? ' by token' : '';
        return html`
            <vaadin-button id="complete" theme="small" @click=${() => this._ending = 'Complete'}>Complete${what}…</vaadin-button>
            <vaadin-button id="fail" theme="small" @click=${() => this._ending = 'Fail'}>Fail${what}…</vaadin-button>
            <vaadin-dialog .opened=${this._ending !== undefined} header-title="${this._ending}${what}"
                @closed=${() => this._ending = undefined}
                ${dialogRenderer(() => this._form(), [this._ending, this.activityId])}
                ${dialogFooterRenderer(() => html`
                    <vaadin-button theme="tertiary" @click=${() => this._ending = undefined}>Back</vaadin-button>
                    <vaadin-button theme="primary" @click=${this._end}>${this._ending}</vaadin-button>`, [this._ending])}>
            </vaadin-dialog>`;
    }

    _form() {
        this._values ??= {};
        return html`<div style="display: flex; flex-direction: column; width: 28em">
            ${this.activityId === undefined ? this._field('taskToken', 'Task token') : ''}
            ${this._ending === 'Fail'
                ? html`${this._field('message', 'Message')} ${this._field('type', 'Failure type')}
                    <vaadin-checkbox label="Non-retryable" .checked=${this._values.nonRetryable ?? false}
                        @checked-changed=${event => this._values.nonRetryable = event.detail.value}></vaadin-checkbox>`
                : html`<vaadin-text-area label="Result as JSON" .value=${this._values.result ?? ''}
                    @value-changed=${event => this._values.result = event.detail.value}></vaadin-text-area>`}
        </div>`;
    }

    _field(name, label) {
        return html`<vaadin-text-field label=${label} .value=${this._values[name] ?? ''}
            @value-changed=${event => this._values[name] = event.detail.value}></vaadin-text-field>`;
    }

    _end() {
        const byToken = this.activityId === undefined;
        const target = byToken ? { taskToken: this._values.taskToken ?? '' } : { activityId: this.activityId, runId: this.runId };
        const { message = '', type = '', nonRetryable = false, result = '' } = this._values;
        const request = this._ending === 'Fail'
            ? this.jsonRpc[byToken ? 'failByToken' : 'fail']({ ...target, message, type, nonRetryable })
            : this.jsonRpc[byToken ? 'completeByToken' : 'complete']({ ...target, result });
        answered(request, () => {
            this._ending = undefined;
            this._values = {};
        });
    }
}

customElements.define('activities-complete', ActivitiesComplete);
