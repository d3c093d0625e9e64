import { html, css, nothing } from 'lit';
import '@vaadin/details';
import { QwcHotReloadElement } from 'qwc-hot-reload-element';
import { JsonRpc } from 'jsonrpc';
import { answered } from './activities-answers.js';
import { VERBS } from './activities-confirm.js';
import { cardPageStyles, formatStyles } from './activities-format.js';
import { NAMESPACE, listLink } from './activities-links.js';
import { optionsTable, optionsStyles } from './activities-options.js';
import { verbButton } from './activities-verb-button.js';
import './activities-start.js';

/** The Activity Definitions. They change only when the application is reloaded. */
export class QwcActivitiesDefinitions extends QwcHotReloadElement {

    jsonRpc = new JsonRpc(NAMESPACE, false);

    static properties = {
        _definitions: { state: true }
    };

    static styles = [formatStyles, cardPageStyles, optionsStyles, css`
        .head {
            flex-wrap: wrap;
        }
        activities-start {
            margin-left: auto;
        }
        .options {
            max-width: 50em;
        }
    `];

    connectedCallback() {
        super.connectedCallback();
        this.hotReload();
    }

    hotReload() {
        this.jsonRpc.listDefinitions().then(response => this._definitions = response.result);
    }

    render() {
        return (this._definitions ?? []).map(definition => html`<div class="card">
            <div class="head">
                <h3>${listLink('ActivityType', definition.activityType)}</h3>
                <span>Task Queue ${listLink('TaskQueue', definition.taskQueue)}</span>
                <code>(${definition.parameters.join(', ')}) → ${definition.result ?? 'void'}</code>
                ${definition.served ? nothing : html`<span class="muted">no bean of this application implements it</span>`}
                ${definition.transactional ? html`<span class="muted">completes in the transaction of the method</span>` : nothing}
                ${definition.onFailure ? html`<span class="muted">on failure: ${definition.onFailure}</span>` : nothing}
                ${definition.paused ? html`<span class="muted">paused for all nodes</span>` : nothing}
                ${this._pauseButton(definition)}
                <activities-start .definition=${definition}></activities-start>
            </div>
            <code class="muted">${definition.method}</code>
            <vaadin-details summary=${this._summary(definition)}>${optionsTable(definition.options)}</vaadin-details>
        </div>`);
    }

    /** Pauses or unpauses the type on all nodes, then shows the result. */
    _pauseButton({ activityType, paused }) {
        return paused
            ? verbButton('unpause-type', VERBS.unpause, () => answered(this.jsonRpc.unpauseType({ activityType }), () => this.hotReload()))
            : verbButton('pause-type', VERBS.pause, () => answered(this.jsonRpc.pauseType({ activityType, reason: '' }), () => this.hotReload()));
    }

    _summary(definition) {
        const set = definition.options.filter(option => option.source !== 'DEFAULT').length;
        return `Options (${set} of ${definition.options.length} set)`;
    }
}

customElements.define('qwc-activities-definitions', QwcActivitiesDefinitions);
