import { LitElement, html } from 'lit';
import { dialogRenderer, dialogFooterRenderer } from '@vaadin/dialog/lit.js';
import { Router } from '@vaadin/router';
import '@vaadin/button';
import '@vaadin/dialog';
import '@vaadin/icon';
import '@vaadin/text-field';
import '@vaadin/text-area';
import { JsonRpc } from 'jsonrpc';
import { answered } from './activities-answers.js';
import { NAMESPACE, executionUrl } from './activities-links.js';

/** A button and a form that start an execution of a definition. */
export class ActivitiesStart extends LitElement {

    jsonRpc = new JsonRpc(NAMESPACE, false);

    static properties = {
        definition: { type: Object },
        _opened: { state: true }
    };

    render() {
        const { activityType } = this.definition;
        return html`
            <vaadin-button theme="small primary" @click=${this._open}>
                <vaadin-icon icon="font-awesome-solid:play" slot="prefix"></vaadin-icon>Start…</vaadin-button>
            <vaadin-dialog .opened=${this._opened ?? false} header-title="Start ${activityType}" resizable draggable
                @closed=${() => this._opened = false}
                ${dialogRenderer(() => this._form(), [this.definition, this._opened])}
                ${dialogFooterRenderer(() => html`
                    <vaadin-button theme="tertiary" @click=${() => this._opened = false}>Back</vaadin-button>
                    <vaadin-button theme="primary" @click=${this._start}>Start</vaadin-button>`, [])}>
            </vaadin-dialog>`;
    }

    _form() {
        return html`<div style="display: flex; flex-direction: column; width: 36em; max-width: 100%">
            <vaadin-text-field label="Activity Id" placeholder="generated if empty" .value=${this._id ?? ''}
                @value-changed=${event => this._id = event.detail.value}></vaadin-text-field>
            <vaadin-text-area label="Arguments as a JSON list" helper-text="(${this.definition.parameters.join(', ')})"
                style="font-family: monospace" .value=${this._arguments ?? ''}
                @value-changed=${event => this._arguments = event.detail.value}></vaadin-text-area>
        </div>`;
    }

    _open() {
        this._id = '';
        this._arguments = JSON.stringify(this.definition.example, null, 2);
        this._opened = true;
    }

    _start() {
        const { activityType, taskQueue } = this.definition;
        answered(this.jsonRpc.start({ activityType, taskQueue, arguments: this._arguments, activityId: this._id }), answer => {
            this._opened = false;
            Router.go(executionUrl(answer.message));
        });
    }
}

customElements.define('activities-start', ActivitiesStart);
