package io.quarkiverse.activities.runtime.store.schema;

import org.hibernate.boot.model.relational.Namespace;
import org.hibernate.boot.model.relational.Sequence;
import org.hibernate.mapping.Table;
import org.hibernate.tool.schema.spi.SchemaFilter;
import org.hibernate.tool.schema.spi.SchemaFilterProvider;

/**
 * Keeps the application's own schema generation off our tables: it neither creates, alters, truncates nor drops them. It still
 * validates them. What a filter of the user's own leaves out stays out.
 */
final class ActivityTableFilter implements SchemaFilterProvider {

    private final SchemaFilterProvider next;
    private final CapturedNames names;

    ActivityTableFilter(SchemaFilterProvider next, CapturedNames names) {
        this.next = next;
        this.names = names;
    }

    @Override
    public SchemaFilter getCreateFilter() {
        return new Hiding(next.getCreateFilter(), names);
    }

    @Override
    public SchemaFilter getDropFilter() {
        return new Hiding(next.getDropFilter(), names);
    }

    @Override
    public SchemaFilter getTruncatorFilter() {
        return new Hiding(next.getTruncatorFilter(), names);
    }

    @Override
    public SchemaFilter getMigrateFilter() {
        return new Hiding(next.getMigrateFilter(), names);
    }

    @Override
    public SchemaFilter getValidateFilter() {
        return next.getValidateFilter();
    }

    private record Hiding(SchemaFilter next, CapturedNames names) implements SchemaFilter {

        @Override
        public boolean includeNamespace(Namespace namespace) {
            return next.includeNamespace(namespace);
        }

        @Override
        public boolean includeTable(Table table) {
            return !names.isOurs(table.getName()) && next.includeTable(table);
        }

        @Override
        public boolean includeSequence(Sequence sequence) {
            return next.includeSequence(sequence);
        }
    }
}
