package io.quarkiverse.activities.it.chaos;

/** The kinds of activities that the chaos test starts. */
enum ChaosActivity {
    PLAIN("Plain"),
    FALTERING("Faltering"),
    WRITTEN("Written"),
    HANDED_ON("HandedOn"),
    STEPPING("Stepping"),
    LASTING("Lasting");

    private final String type;

    ChaosActivity(String type) {
        this.type = type;
    }

    String type() {
        return type;
    }

    /** {@return the Activity ID of the activity with this number} */
    String id(int number) {
        return type + "-" + number;
    }

    boolean owns(String activityId) {
        return activityId.startsWith(type + "-");
    }
}
