import { QwcHotReloadElement } from 'qwc-hot-reload-element';
import { JsonRpc } from 'jsonrpc';
import { NAMESPACE } from './activities-links.js';

/** A stream ends by itself after two minutes, since nobody tells the server that a browser is gone. */
const RENEW_AFTER_MILLIS = 90_000;

/** Shows what a stream tells, for as long as it is shown itself: subclasses say which stream. */
export class LiveElement extends QwcHotReloadElement {

    jsonRpc = new JsonRpc(NAMESPACE, false);

    static properties = {
        seen: { state: true },
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
            .onNext(message => this._see(message.result))
            .onError(message => this.problem = message.error.message);
    }

    /** @returns the stream to show */
    stream() {
        throw new Error('Which stream?');
    }

    _see(frame) {
        this.problem = frame.problem;
        if (frame.value !== undefined) {
            this.seen = frame.value;
        }
    }
}
