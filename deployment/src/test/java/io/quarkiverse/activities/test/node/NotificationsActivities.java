package io.quarkiverse.activities.test.node;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.Activity;

/** What is started behind the back of the node that runs it. */
@Singleton
public class NotificationsActivities {

    @Activity(startToCloseTimeout = "2m")
    public String quick() {
        return "done";
    }
}
