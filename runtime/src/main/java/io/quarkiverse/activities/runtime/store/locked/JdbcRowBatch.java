package io.quarkiverse.activities.runtime.store.locked;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;

import io.quarkiverse.activities.entity.StoreRow;

/** Writes rows in one JDBC batch, with one statement per row. */
final class JdbcRowBatch<T extends StoreRow> extends RowBatch<T> {

    JdbcRowBatch(SharedSessionContractImplementor session, Class<T> type) {
        super(session, type);
    }

    @Override
    String insertSql(List<AttributeMapping> values) {
        return "INSERT INTO " + table() + " (" + columns(values) + ") VALUES (" + "?, ".repeat(values.size()) + "?)";
    }

    @Override
    String updateSql(List<AttributeMapping> values) {
        return "UPDATE " + table() + " SET " + list(values, attribute -> column(attribute) + " = ?") + byId();
    }

    @Override
    String deleteSql() {
        return "DELETE FROM " + table() + byId();
    }

    private String byId() {
        return " WHERE " + id.getSelectionExpression() + " = ?";
    }

    @Override
    void send(PreparedStatement statement, List<AttributeMapping> values, List<T> rows) throws SQLException {
        for (T row : rows) {
            int index = 1;
            for (AttributeMapping attribute : values) {
                bind(statement, index++, part(attribute), value(row, attribute));
            }
            bind(statement, index, id, id(row));
            statement.addBatch();
        }
        statement.executeBatch();
    }

    @SuppressWarnings("unchecked")
    private void bind(PreparedStatement statement, int index, BasicValuedModelPart part, Object value) throws SQLException {
        part.getJdbcMapping().getJdbcValueBinder().bind(statement, value, index, session);
    }
}
