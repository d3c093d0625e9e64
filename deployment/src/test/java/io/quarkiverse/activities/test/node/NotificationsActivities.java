package io.quarkiverse.activities.test.node;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.Activity;

/** Activities that the test starts directly in the store, without notifying the worker. */
@Singleton
public class NotificationsActivities {

    @Activity(startToCloseTimeout = "2m")
    public String quick() {
        return "done";
    }
}
