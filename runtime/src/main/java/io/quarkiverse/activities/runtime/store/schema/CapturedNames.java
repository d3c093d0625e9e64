package io.quarkiverse.activities.runtime.store.schema;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.naming.PhysicalNamingStrategy;
import org.hibernate.boot.model.relational.Database;
import org.hibernate.dialect.Dialect;
import org.hibernate.engine.jdbc.env.spi.JdbcEnvironment;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.Selectable;
import org.hibernate.mapping.Table;

import io.quarkiverse.activities.entity.ActivityExecution;
import io.quarkiverse.activities.entity.ActivityExecutionClosed;
import io.quarkiverse.activities.entity.ActivityPause;
import io.quarkiverse.activities.entity.ActivityQueue;
import io.quarkiverse.activities.entity.ActivityWorker;

/**
 * The names that the application's naming strategy and quoting give to our tables and columns. They come from Hibernate's
 * metadata at static init. Only strings are kept, because this object is in the heap of a native image.
 */
public final class CapturedNames {

    // No entity of ours maps these: applications must not see the key that signs task tokens, and a layer above may be absent
    private static final Map<String, List<String>> UNMAPPED = Map.of(
            "activity_schema", List.of("id", "version", "installed_at", "token_key"),
            "workflow_execution", List.of("run_id", "workflow_id", "workflow_type", "definition_version", "rules_version",
                    "task_queue", "priority", "state", "ready_at", "owner", "epoch", "turn", "inbox", "seen", "journal_lines",
                    "chunks", "tail", "task_attempt", "task_failure", "blocked_by", "task_timeout", "run_timeout",
                    "deadline_at",
                    "execution_timeout", "expires_at", "start_delay", "retry_policy", "attempt", "scheduled_at", "first_run_id",
                    "continued_run_id", "request_id", "input", "memo", "parent_run_id",
                    "parent_workflow_id", "parent_number", "parent_close"),
            "workflow_execution_closed", List.of("closed_at", "next_run_id", "result", "failure", "retry_state"),
            "workflow_value", List.of("value_kind", "value_name", "value_text", "value_bytes", "written_at"),
            "workflow_journal", List.of("chunk", "journal_chunk"),
            "workflow_message", List.of("message_id", "message_kind", "message_name", "payload", "sent_at", "taken_turn",
                    "outcome"),
            "workflow_outbox", List.of("outbox_id", "outbox_kind", "outbox_number", "target_workflow_id", "target_run_id"));

    private final Map<String, String> tables = new TreeMap<>();
    private final Map<String, String> columns = new TreeMap<>();
    private final Set<String> hidden = new TreeSet<>();
    private String schema;
    private boolean quoted;
    private char openQuote;
    private char closeQuote;

    void capture(Metadata metadata) {
        Database database = metadata.getDatabase();
        Dialect dialect = database.getDialect();
        openQuote = dialect.openQuote();
        closeQuote = dialect.closeQuote();
        quoted = database.toIdentifier("activity_schema").isQuoted();
        captureEntity(metadata, dialect, ActivityExecution.class, "activity_execution");
        captureEntity(metadata, dialect, ActivityExecutionClosed.class, "activity_execution_closed");
        captureEntity(metadata, dialect, ActivityWorker.class, "activity_worker");
        captureEntity(metadata, dialect, ActivityQueue.class, "activity_queue");
        captureEntity(metadata, dialect, ActivityPause.class, "activity_pause");
        UNMAPPED.forEach((table, own) -> captureTable(table, own, database, dialect));
    }

    private void captureEntity(Metadata metadata, Dialect dialect, Class<?> entity, String defaultName) {
        PersistentClass mapping = metadata.getEntityBinding(entity.getName());
        if (mapping == null) {
            throw new IllegalStateException(entity.getName() + " is not mapped in the persistence unit of the activities");
        }
        Table table = mapping.getTable();
        schema = qualifier(table.getQuotedCatalog(dialect), table.getQuotedSchema(dialect));
        tables.put(defaultName, table.getQuotedName(dialect));
        hidden.add(table.getName());
        captureColumn(mapping.getIdentifierProperty(), dialect);
        for (Property property : mapping.getPropertyClosure()) {
            captureColumn(property, dialect);
        }
    }

    private void captureColumn(Property property, Dialect dialect) {
        Selectable column = property.getSelectables().get(0);
        columns.put(snakeCase(property.getName()), ((org.hibernate.mapping.Column) column).getQuotedName(dialect));
    }

    private void captureTable(String defaultName, List<String> own, Database database, Dialect dialect) {
        PhysicalNamingStrategy strategy = database.getPhysicalNamingStrategy();
        JdbcEnvironment environment = database.getJdbcEnvironment();
        Identifier table = strategy.toPhysicalTableName(database.toIdentifier(defaultName), environment);
        tables.put(defaultName, table.render(dialect));
        hidden.add(table.getText());
        for (String name : own) {
            Identifier column = strategy.toPhysicalColumnName(database.toIdentifier(name), environment);
            columns.putIfAbsent(name, column.render(dialect));
        }
    }

    /** {@return whether the table with the given physical name, unquoted, is one of ours} */
    boolean isOurs(String tableName) {
        return hidden.contains(tableName);
    }

    /** {@return the names for statements, qualified with the default catalog and schema of the unit, known only at run time} */
    PhysicalNames resolve(String defaultCatalog, String defaultSchema) {
        String qualifier = schema == null ? qualifier(quote(defaultCatalog), quote(defaultSchema)) : schema;
        Map<String, String> names = new TreeMap<>(columns);
        for (Map.Entry<String, String> table : tables.entrySet()) {
            names.put(table.getKey(), qualifier == null ? table.getValue() : qualifier + '.' + table.getValue());
        }
        return new PhysicalNames(names);
    }

    private String quote(String name) {
        if (name == null || name.isBlank()) {
            return null;
        }
        Identifier identifier = Identifier.toIdentifier(name, quoted);
        return identifier.isQuoted() ? openQuote + identifier.getText() + closeQuote : identifier.getText();
    }

    private static String qualifier(String catalog, String schema) {
        return catalog == null || schema == null ? schema : catalog + '.' + schema;
    }

    /** {@return the default column name of a property; all our mappings follow this rule} */
    private static String snakeCase(String property) {
        StringBuilder name = new StringBuilder(property.length() + 8);
        for (int i = 0; i < property.length(); i++) {
            char c = property.charAt(i);
            if (Character.isUpperCase(c)) {
                name.append('_');
            }
            name.append(Character.toLowerCase(c));
        }
        return name.toString();
    }
}
