const PERIOD_MILLIS = 1000;
/** A request that takes long is repeated less often. */
const PATIENCE = 4;

/** The answers to a request that is repeated, as a stream for a LiveElement: subscribe with onNext and onError. */
export function polled(request) {
    let canceled = false;
    const callbacks = {};
    const stream = {
        onNext(callback) {
            callbacks.next = callback;
            return stream;
        },
        onError(callback) {
            callbacks.error = callback;
            return stream;
        },
        cancel() {
            canceled = true;
        }
    };
    const poll = async () => {
        const begun = Date.now();
        try {
            const message = await request();
            if (!canceled) {
                callbacks.next(message);
            }
        } catch (message) {
            if (!canceled) {
                callbacks.error(message);
            }
        }
        if (!canceled) {
            setTimeout(poll, Math.max(PERIOD_MILLIS, PATIENCE * (Date.now() - begun)));
        }
    };
    setTimeout(poll);
    return stream;
}
