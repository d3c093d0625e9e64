import { html } from 'lit';
import { columnBodyRenderer } from '@vaadin/grid/lit.js';
import { STATUSES, badge, clock, duration, statusColor } from './activities-format.js';
import { executionLink } from './activities-links.js';
import { QueryList } from './activities-query-list.js';
import './activities-batch.js';
import './activities-complete.js';

/** The executions that match a query and the selected statuses, page by page. */
export class ActivitiesList extends QueryList {

    stream() {
        return this.jsonRpc.streamExecutions(this.page());
    }

    get look() {
        return { name: 'activities', example: "ActivityType = 'Charge' AND Attempt > 1", statuses: STATUSES, color: statusColor };
    }

    tools() {
        return html`<activities-complete></activities-complete>`;
    }

    columns() {
        return html`
            <vaadin-grid-column header="Status" width="8.5rem" flex-grow="0"
                ${columnBodyRenderer(item => badge(item.status), [])}></vaadin-grid-column>
            <vaadin-grid-column header="Type" path="activityType" auto-width resizable></vaadin-grid-column>
            <vaadin-grid-column header="Activity Id" auto-width resizable
                ${columnBodyRenderer(item => executionLink(item.activityId, item.runId), [])}></vaadin-grid-column>
            <vaadin-grid-column header="Task Queue" path="taskQueue" auto-width resizable></vaadin-grid-column>
            <vaadin-grid-column header="Attempt" path="attempt" width="6rem" flex-grow="0"></vaadin-grid-column>
            <vaadin-grid-column header="Started" auto-width
                ${columnBodyRenderer(item => clock(item.scheduledTime), [])}></vaadin-grid-column>
            <vaadin-grid-column header="Duration" auto-width
                ${columnBodyRenderer(item => this._took(item), [])}></vaadin-grid-column>
            <vaadin-grid-column header="Last failure" auto-width resizable
                ${columnBodyRenderer(item => this._failure(item), [])}></vaadin-grid-column>`;
    }

    batch(query, count, done) {
        return html`<activities-batch .query=${query} .count=${count} @done=${done}></activities-batch>`;
    }

    _failure({ lastFailureType = null }) {
        return html`<span title=${lastFailureType ?? ''}>${lastFailureType?.split(/[.$]/).at(-1)}</span>`;
    }

    _took(item) {
        return item.closedTime ? duration(new Date(item.closedTime) - new Date(item.executionTime)) : '';
    }
}

customElements.define('activities-list', ActivitiesList);
