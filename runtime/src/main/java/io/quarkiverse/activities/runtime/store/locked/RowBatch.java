package io.quarkiverse.activities.runtime.store.locked;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Function;

import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.persister.entity.EntityPersister;

import io.quarkiverse.activities.entity.StoreRow;
import io.quarkiverse.activities.runtime.store.jdbc.Dialect;

/**
 * Writes many rows of one entity at once, using Hibernate's mapping. Hibernate itself batches only in transactions that it
 * manages; on the engine's connections, its {@code updateMultiple} sends the rows one by one.
 */
abstract class RowBatch<T extends StoreRow> {

    final SharedSessionContractImplementor session;
    final BasicValuedModelPart id;
    private final EntityPersister mapping;
    private final List<AttributeMapping> attributes = new ArrayList<>();

    RowBatch(SharedSessionContractImplementor session, Class<T> type) {
        this.session = session;
        mapping = session.getFactory().getMappingMetamodel().getEntityDescriptor(type);
        id = mapping.getIdentifierMapping().asBasicValuedModelPart();
        for (int i = 0; i < mapping.getNumberOfAttributeMappings(); i++) {
            AttributeMapping attribute = mapping.getAttributeMapping(i);
            if (attribute.getAttributeMetadata().isInsertable()) {
                attributes.add(attribute);
            }
        }
    }

    static <T extends StoreRow> RowBatch<T> of(StatelessSession session, Dialect dialect, Class<T> type) {
        SharedSessionContractImplementor shared = (SharedSessionContractImplementor) session;
        return switch (dialect) {
            case POSTGRESQL -> new PostgresRowBatch<>(shared, type);
            case H2 -> new JdbcRowBatch<>(shared, type);
        };
    }

    /** Inserts rows. */
    final void insert(Connection connection, List<T> rows) throws SQLException {
        send(connection, insertSql(attributes), attributes, rows);
    }

    /** Updates the updatable columns of rows. */
    final void update(Connection connection, List<T> rows) throws SQLException {
        List<AttributeMapping> changing = new ArrayList<>(attributes);
        changing.removeIf(attribute -> !attribute.getAttributeMetadata().isUpdatable());
        send(connection, updateSql(changing), changing, rows);
    }

    final void delete(Connection connection, List<T> rows) throws SQLException {
        send(connection, deleteSql(), List.of(), rows);
    }

    /** {@return a statement with parameters for the attributes, followed by one for the id} */
    abstract String insertSql(List<AttributeMapping> values);

    /** {@return a statement with parameters for the attributes, followed by one for the id} */
    abstract String updateSql(List<AttributeMapping> values);

    /** {@return a statement with one parameter for the id} */
    abstract String deleteSql();

    private void send(Connection connection, String sql, List<AttributeMapping> values, List<T> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            send(statement, values, rows);
        }
    }

    abstract void send(PreparedStatement statement, List<AttributeMapping> values, List<T> rows) throws SQLException;

    /** {@return the value for a column of the row, converted to the type of the column} */
    @SuppressWarnings("unchecked")
    final Object value(T row, AttributeMapping attribute) {
        JdbcMapping jdbc = part(attribute).getJdbcMapping();
        return jdbc.convertToRelationalValue(attribute.getValue(row));
    }

    final Object id(T row) {
        return mapping.getIdentifier(row);
    }

    final String table() {
        return mapping.getIdentifierTableDetails().getTableName();
    }

    /** {@return the columns of the attributes, followed by the column of the id} */
    final String columns(List<AttributeMapping> values) {
        return list(values, RowBatch::column) + ", " + id.getSelectionExpression();
    }

    static BasicValuedModelPart part(AttributeMapping attribute) {
        return attribute.asBasicValuedModelPart();
    }

    static String column(AttributeMapping attribute) {
        return part(attribute).getSelectionExpression();
    }

    static String list(List<AttributeMapping> attributes, Function<AttributeMapping, String> text) {
        StringJoiner list = new StringJoiner(", ");
        for (AttributeMapping attribute : attributes) {
            list.add(text.apply(attribute));
        }
        return list.toString();
    }
}
