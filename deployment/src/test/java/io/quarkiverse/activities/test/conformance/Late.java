package io.quarkiverse.activities.test.conformance;

/** An event came later than its script allows, because the machine is busy: what differs then says nothing. */
final class Late extends RuntimeException {

    Late(String difference) {
        super(difference);
    }
}
