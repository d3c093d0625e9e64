package io.quarkiverse.activities.runtime.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.persister.entity.EntityPersister;

/**
 * Writes rows of one kind in one JDBC batch, as Hibernate has mapped them. Hibernate itself batches only in a transaction that
 * it knows of: on the engine's connections its {@code updateMultiple} sends row by row.
 */
final class RowBatch<T extends StoreRow> {

    private final SharedSessionContractImplementor session;
    private final EntityPersister mapping;
    private final BasicValuedModelPart id;
    private final List<AttributeMapping> attributes = new ArrayList<>();

    RowBatch(StatelessSession session, Class<T> type) {
        this.session = (SharedSessionContractImplementor) session;
        mapping = this.session.getFactory().getMappingMetamodel().getEntityDescriptor(type);
        id = mapping.getIdentifierMapping().asBasicValuedModelPart();
        for (int i = 0; i < mapping.getNumberOfAttributeMappings(); i++) {
            attributes.add(mapping.getAttributeMapping(i));
        }
    }

    void insert(Connection connection, List<T> rows) throws SQLException {
        send(connection, rows, "INSERT INTO " + table() + " (" + columns(attributes, ", ") + ", " + id.getSelectionExpression()
                + ") VALUES (" + "?, ".repeat(attributes.size()) + "?)", attributes);
    }

    /** Writes what may change. */
    void update(Connection connection, List<T> rows) throws SQLException {
        List<AttributeMapping> changing = new ArrayList<>(attributes);
        changing.removeIf(attribute -> !attribute.getAttributeMetadata().isUpdatable());
        send(connection, rows, "UPDATE " + table() + " SET " + columns(changing, " = ?, ") + " = ?" + byId(), changing);
    }

    void delete(Connection connection, List<T> rows) throws SQLException {
        send(connection, rows, "DELETE FROM " + table() + byId(), List.of());
    }

    private void send(Connection connection, List<T> rows, String sql, List<AttributeMapping> values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (T row : rows) {
                int index = 1;
                for (AttributeMapping attribute : values) {
                    bind(statement, index++, attribute.asBasicValuedModelPart(), attribute.getValue(row));
                }
                bind(statement, index, id, mapping.getIdentifier(row));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    @SuppressWarnings("unchecked")
    private void bind(PreparedStatement statement, int index, BasicValuedModelPart part, Object value) throws SQLException {
        JdbcMapping jdbc = part.getJdbcMapping();
        jdbc.getJdbcValueBinder().bind(statement, jdbc.convertToRelationalValue(value), index, session);
    }

    private String table() {
        return mapping.getIdentifierTableDetails().getTableName();
    }

    private String byId() {
        return " WHERE " + id.getSelectionExpression() + " = ?";
    }

    private static String columns(List<AttributeMapping> attributes, String separator) {
        StringJoiner columns = new StringJoiner(separator);
        for (AttributeMapping attribute : attributes) {
            columns.add(attribute.asBasicValuedModelPart().getSelectionExpression());
        }
        return columns.toString();
    }
}
