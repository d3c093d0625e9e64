import { QwcHotReloadElement } from 'qwc-hot-reload-element';
import { JsonRpc } from 'jsonrpc';
import { NAMESPACE } from './activities-links.js';

/** A stream ends after two minutes, because the server does not notice when a browser disconnects. */
const RENEW_AFTER_MILLIS = 90_000;

/** Base of elements that show the latest value of a stream: subclasses choose the stream. */
export class LiveElement extends QwcHotReloadElement {

    jsonRpc = new JsonRpc(NAMESPACE, false);

    static properties = {
        /** The latest value. */
        latest: { state: true },
        /** Why there is no newer value, if so. */
        problem: { state: true }
    };

    connectedCallback() {
        super.connectedCallback();
        this._renewal = setInterval(() => this.hotReload(), RENEW_AFTER_MILLIS);
        this.hotReload();
    }

    disconnectedCallback() {
        clearInterval(this._renewal);
        this._stream?.cancel();
        super.disconnectedCallback();
    }

    hotReload() {
        this._stream?.cancel();
        this._stream = this.stream()
            .onNext(message => this._receive(message.result))
            .onError(message => this.problem = message.error.message);
    }

    /** @returns the stream to show */
    stream() {
        throw new Error('A subclass must override stream()');
    }

    _receive(frame) {
        this.problem = frame.problem;
        if (frame.value !== undefined) {
            this.latest = frame.value;
        }
    }
}
