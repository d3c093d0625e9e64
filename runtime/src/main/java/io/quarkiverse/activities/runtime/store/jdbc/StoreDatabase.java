package io.quarkiverse.activities.runtime.store.jdbc;

/** The databases that the engine has statements for. */
public enum StoreDatabase {

    POSTGRESQL("postgresql"),
    H2("h2");

    private final String kind;

    StoreDatabase(String kind) {
        this.kind = kind;
    }

    /** {@return the name of this kind of database, as datasources and the folders of the schema files spell it} */
    public String kind() {
        return kind;
    }

    /** {@return the database of that kind, or null if the engine does not know it} */
    public static StoreDatabase of(String kind) {
        for (StoreDatabase database : values()) {
            if (database.kind.equals(kind)) {
                return database;
            }
        }
        return null;
    }
}
