package io.quarkiverse.activities.runtime.store.schema;

import org.hibernate.boot.model.relational.Namespace;
import org.hibernate.boot.model.relational.Sequence;
import org.hibernate.mapping.Table;
import org.hibernate.tool.schema.spi.SchemaFilter;
import org.hibernate.tool.schema.spi.SchemaFilterProvider;

/**
 * Excludes our tables from the application's schema generation, which then neither creates, alters, truncates nor drops them.
 * It still validates them. Tables that the user's own filter excludes stay excluded.
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
        return new Excluding(next.getCreateFilter(), names);
    }

    @Override
    public SchemaFilter getDropFilter() {
        return new Excluding(next.getDropFilter(), names);
    }

    @Override
    public SchemaFilter getTruncatorFilter() {
        return new Excluding(next.getTruncatorFilter(), names);
    }

    @Override
    public SchemaFilter getMigrateFilter() {
        return new Excluding(next.getMigrateFilter(), names);
    }

    @Override
    public SchemaFilter getValidateFilter() {
        return next.getValidateFilter();
    }

    private record Excluding(SchemaFilter next, CapturedNames names) implements SchemaFilter {

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
