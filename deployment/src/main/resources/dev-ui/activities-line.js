import { css } from 'lit';
import { EchartsAbstractCanvas } from '../echarts/echarts-abstract-canvas.js';
import { clock } from './activities-format.js';

/** A line over the latest time, drawn with the chart library of the Dev UI. */
export class ActivitiesLine extends EchartsAbstractCanvas {

    static properties = {
        /** [epoch millis, value]; null is a gap. */
        points: { attribute: false },
        spanMillis: { type: Number },
        format: { attribute: false },
        /** A custom property of the theme. */
        color: { type: String }
    };

    // The canvas is 20 pixels smaller than its host
    static styles = [EchartsAbstractCanvas.styles, css`
        :host {
            height: 96px;
            margin: 0 -20px -20px 0;
            width: calc(100% + 20px);
        }
    `];

    connectedCallback() {
        super.connectedCallback();
        this._sizes = new ResizeObserver(() => this._chart && this._handleResize());
        this._sizes.observe(this);
    }

    disconnectedCallback() {
        this._sizes.disconnect();
        super.disconnectedCallback();
    }

    updated(changed) {
        super.updated(changed);
        if (changed.has('_width') || changed.has('_height')) {
            this._chart?.resize();
        }
    }

    getOption() {
        const color = this._themed(this.color);
        const text = this._themed('--lumo-secondary-text-color');
        const until = this.points.at(-1)?.[0] ?? Date.now();
        return {
            animation: false,
            grid: { left: 46, right: 2, top: 8, bottom: 6 },
            xAxis: { type: 'time', show: false, min: until - this.spanMillis, max: until },
            yAxis: {
                type: 'value', min: 0, splitNumber: 2,
                axisLabel: { color: text, fontSize: 10, formatter: value => this.format(value) },
                splitLine: { lineStyle: { color: this._themed('--lumo-contrast-10pct') } }
            },
            tooltip: {
                trigger: 'axis', confine: true,
                backgroundColor: this._themed('--lumo-base-color'),
                textStyle: { color: this._themed('--lumo-body-text-color'), fontSize: 12 },
                formatter: ([point]) => point.value[1] === null ? '' : `${clock(point.value[0])}<br><b>${this.format(point.value[1])}</b>`
            },
            series: [{
                type: 'line', data: this.points, showAllSymbol: true, symbol: 'circle',
                symbolSize: (value, { dataIndex }) => this._isAlone(dataIndex) ? 3 : 0,
                itemStyle: { color }, lineStyle: { color, width: 1.5 }, areaStyle: { color, opacity: 0.15 }
            }]
        };
    }

    /** Without a neighbor, a point is not part of any line. */
    _isAlone(index) {
        const isGap = at => (this.points[at]?.[1] ?? null) === null;
        return isGap(index - 1) && isGap(index + 1);
    }

    _themed(property) {
        return getComputedStyle(this).getPropertyValue(property).trim();
    }
}

customElements.define('activities-line', ActivitiesLine);
