import { LitElement, html, nothing } from 'lit';
import { dialogRenderer, dialogFooterRenderer } from '@vaadin/dialog/lit.js';
import '@vaadin/button';
import '@vaadin/combo-box';
import '@vaadin/dialog';
import '@vaadin/text-area';

/** The kinds of messages: the label and icon of their buttons, and where their handlers are listed. */
export const MESSAGES = {
    signal: { text: 'Signal…', icon: 'paper-plane', handlers: 'signals' },
    query: { text: 'Query…', icon: 'circle-question', handlers: 'queries' },
    update: { text: 'Update…', icon: 'pen-to-square', handlers: 'updates' }
};

/** A form with the name and the arguments of a message. It shows the answer, or why there is none. */
export class WorkflowsMessage extends LitElement {

    static properties = {
        /** The Workflow Id, or a text that says how many runs the message is for. */
        subject: { type: String },
        /** The messages that the workflow has handlers for. */
        messages: { type: Object },
        /** Sends a message: called with { kind, name, arguments }, returns a promise of the answer. */
        send: { attribute: false },
        _kind: { state: true },
        _name: { state: true },
        _arguments: { state: true },
        _answer: { state: true },
        _sending: { state: true }
    };

    /** Opens the form for a kind of message. */
    open(kind) {
        this._kind = kind;
        this._answer = undefined;
        this._sending = false;
        const [first] = this._handlers();
        this._select(first?.name ?? '');
    }

    _handlers() {
        return this.messages?.[MESSAGES[this._kind]?.handlers] ?? [];
    }

    _handler() {
        return this._handlers().find(({ name }) => name === this._name);
    }

    _select(name) {
        this._name = name;
        this._arguments = JSON.stringify(this._handler()?.example ?? []);
        this._answer = undefined;
    }

    render() {
        const state = [this._kind, this._name, this._arguments, this._answer, this._sending];
        return html`<vaadin-dialog .opened=${this._kind !== undefined} resizable draggable
            header-title="${MESSAGES[this._kind]?.text.replace('…', '') ?? ''} ${this.subject}" @closed=${() => this._kind = undefined}
            ${dialogRenderer(() => this._form(), state)}
            ${dialogFooterRenderer(() => html`
                <vaadin-button id="back" theme="tertiary" @click=${() => this._kind = undefined}>Back</vaadin-button>
                <vaadin-button id="send" theme="primary" ?disabled=${this._sending} @click=${this._send}>Send</vaadin-button>`, state)}>
        </vaadin-dialog>`;
    }

    _form() {
        return html`<div style="display: flex; flex-direction: column; width: 36em; max-width: 100%">
            <vaadin-combo-box id="message-name" label="Name" allow-custom-value .items=${this._handlers().map(({ name }) => name)}
                .value=${this._name} @value-changed=${event => this._chosen(event.detail.value)}></vaadin-combo-box>
            <vaadin-text-area id="message-arguments" label="Arguments as a JSON list" style="font-family: monospace"
                helper-text=${this._handler() ? `(${this._handler().parameters.join(', ')})` : ''}
                .value=${this._arguments} @value-changed=${event => this._arguments = event.detail.value}></vaadin-text-area>
            ${this._sending ? html`<p style="color: var(--lumo-secondary-text-color)">Waiting for the answer…</p>` : nothing}
            ${this._answer ? html`<pre id="message-answer" style="white-space: pre-wrap; overflow-wrap: anywhere; margin: 0;
                color: ${this._answer.done ? 'inherit' : 'var(--lumo-error-text-color)'}">${this._answer.message}</pre>` : nothing}
        </div>`;
    }

    _chosen(name) {
        if (name && name !== this._name) {
            this._select(name);
        }
    }

    async _send() {
        this._sending = true;
        const message = { kind: this._kind, name: this._name, arguments: this._arguments };
        let answer;
        try {
            answer = (await this.send(message)).result;
        } catch (error) {
            answer = { done: false, message: error.error?.message ?? String(error) };
        }
        this._sending = false;
        this._answer = answer;
        if (answer.done) {
            this.dispatchEvent(new CustomEvent('sent'));
        }
    }
}

customElements.define('workflows-message', WorkflowsMessage);
