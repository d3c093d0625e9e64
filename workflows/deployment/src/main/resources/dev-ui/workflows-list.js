import { html, nothing } from 'lit';
import { columnBodyRenderer } from '@vaadin/grid/lit.js';
import { JsonRpc } from 'jsonrpc';
import { clock, duration } from '../quarkus-activities/activities-format.js';
import { QueryList } from '../quarkus-activities/activities-query-list.js';
import { STATUSES, stateBadge, stateColor } from './workflows-format.js';
import { NAMESPACE, runLink } from './workflows-links.js';
import { polled } from './workflows-polled.js';
import './workflows-batch.js';
import './workflows-check.js';

/** Queries that everybody needs. */
const PRESETS = ['Blocked', 'Failed', 'Paused'].map(problem => ({ name: `${problem} tasks`, query: `TaskProblem = '${problem}'` }));

/** The runs that match a query and the selected statuses, page by page. */
export class WorkflowsList extends QueryList {

    jsonRpc = new JsonRpc(NAMESPACE, false);

    stream() {
        return polled(() => this.jsonRpc.readList(this.page()));
    }

    get look() {
        return {
            name: 'workflows', example: "WorkflowType = 'OrderFulfilment' AND StartTime > '2026-01-31T00:00:00Z'",
            statuses: STATUSES, color: stateColor, presets: PRESETS
        };
    }

    tools() {
        return html`<workflows-check .query=${this.query}></workflows-check>`;
    }

    columns() {
        return html`
            <vaadin-grid-column header="Status" width="11rem" flex-grow="0"
                ${columnBodyRenderer(item => this._status(item), [])}></vaadin-grid-column>
            <vaadin-grid-column header="Type" path="workflowType" auto-width resizable></vaadin-grid-column>
            <vaadin-grid-column header="Workflow Id" auto-width resizable
                ${columnBodyRenderer(item => runLink(item.workflowId, item.runId), [])}></vaadin-grid-column>
            <vaadin-grid-column header="Parent" auto-width resizable
                ${columnBodyRenderer(item => item.parentWorkflowId ? runLink(item.parentWorkflowId) : nothing, [])}></vaadin-grid-column>
            <vaadin-grid-column header="Task Queue" path="taskQueue" auto-width resizable></vaadin-grid-column>
            <vaadin-grid-column header="Attempt" path="attempt" width="6rem" flex-grow="0"></vaadin-grid-column>
            <vaadin-grid-column header="Started" auto-width
                ${columnBodyRenderer(item => clock(item.startTime), [])}></vaadin-grid-column>
            <vaadin-grid-column header="Duration" auto-width
                ${columnBodyRenderer(item => this._took(item), [])}></vaadin-grid-column>`;
    }

    batch(query, count, done) {
        return html`<workflows-batch .query=${query} .count=${count} @done=${done}></workflows-batch>`;
    }

    _status({ status, taskProblem }) {
        return stateBadge(taskProblem && taskProblem !== 'Failed' ? taskProblem.toUpperCase() : status);
    }

    _took({ executionTime, closedTime }) {
        return closedTime ? duration(new Date(closedTime) - new Date(executionTime)) : '';
    }
}

customElements.define('workflows-list', WorkflowsList);
