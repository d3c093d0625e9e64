package io.quarkiverse.activities.it.chaos;

/** The kinds of activities that are started. */
enum Chore {
    PLAIN("Plain"),
    FALTERING("Faltering"),
    WRITTEN("Written"),
    HANDED_ON("HandedOn"),
    STEPPING("Stepping"),
    LASTING("Lasting");

    private final String type;

    Chore(String type) {
        this.type = type;
    }

    String type() {
        return type;
    }

    /** {@return the Activity Id of one of them} */
    String id(int number) {
        return type + "-" + number;
    }

    boolean owns(String activityId) {
        return activityId.startsWith(type + "-");
    }
}
