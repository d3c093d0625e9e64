import { LitElement, html, nothing } from 'lit';
import { dialogRenderer, dialogFooterRenderer } from '@vaadin/dialog/lit.js';
import '@vaadin/button';
import '@vaadin/dialog';
import { JsonRpc } from 'jsonrpc';
import { number } from '../quarkus-activities/activities-format.js';
import { NAMESPACE, runLink } from './workflows-links.js';

/** A button that replays the open runs with the code of this application, and shows those that it cannot continue. */
export class WorkflowsCheck extends LitElement {

    jsonRpc = new JsonRpc(NAMESPACE, false);

    static properties = {
        /** The query that finds the runs; empty for all. */
        query: { type: String },
        _opened: { state: true },
        _frame: { state: true }
    };

    render() {
        return html`
            <vaadin-button id="check" theme="small" @click=${this._check}>Check open runs</vaadin-button>
            <vaadin-dialog header-title="Check of the open runs" .opened=${this._opened ?? false} resizable draggable
                @closed=${() => this._opened = false}
                ${dialogRenderer(() => this._result(), [this._frame])}
                ${dialogFooterRenderer(() => html`<vaadin-button theme="primary" @click=${() => this._opened = false}>Back</vaadin-button>`, [])}>
            </vaadin-dialog>`;
    }

    _result() {
        if (!this._frame) {
            return 'Replaying…';
        }
        const { value, problem } = this._frame;
        return html`<div id="check-result" style="max-width: 40em">${problem ?? html`
            <p>${value.failed === 0 ? `This code can continue all ${number(value.checked)} open runs that were checked.`
                : `This code cannot continue ${number(value.failed)} of ${number(value.checked)} open runs that were checked.`}
                ${value.unknown > 0 ? `It does not have the Workflow Type of ${number(value.unknown)} more.` : nothing}</p>
            ${value.problems.map(({ workflowId, runId, message }) => html`<p>${runLink(workflowId, runId)}: ${message}</p>`)}`}</div>`;
    }

    async _check() {
        this._frame = undefined;
        this._opened = true;
        try {
            this._frame = (await this.jsonRpc.readCheck({ query: this.query })).result;
        } catch (error) {
            this._frame = { problem: error.error?.message ?? String(error) };
        }
    }
}

customElements.define('workflows-check', WorkflowsCheck);
