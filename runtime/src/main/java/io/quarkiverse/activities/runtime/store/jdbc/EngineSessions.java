package io.quarkiverse.activities.runtime.store.jdbc;

import java.sql.Connection;

import jakarta.enterprise.inject.Default;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;

import io.quarkus.arc.Arc;
import io.quarkus.hibernate.orm.PersistenceUnit;
import io.quarkus.hibernate.orm.runtime.PersistenceUnitUtil;

/** Opens stateless sessions of our persistence unit on the engine's own connections. They do not join a JTA transaction. */
@Singleton
public class EngineSessions {

    /** The value of the hint {@code jakarta.persistence.lock.timeout} that skips rows which another transaction has locked. */
    public static final int SKIP_LOCKED = -2;

    private final StoreUnit unit;
    private volatile SessionFactory factory;

    @Inject
    EngineSessions(StoreUnit unit) {
        this.unit = unit;
    }

    /** {@return a session on the connection} The owner of the connection commits and closes it, which ends the session too. */
    public StatelessSession open(Connection connection) {
        return factory().withStatelessOptions().connection(connection).openStatelessSession();
    }

    /** {@return the session factory of the unit that holds our tables} */
    public SessionFactory factory() {
        SessionFactory current = factory;
        if (current == null) {
            current = Arc.container().select(SessionFactory.class, PersistenceUnitUtil.isDefaultPersistenceUnit(unit.name())
                    ? Default.Literal.INSTANCE
                    : new PersistenceUnit.PersistenceUnitLiteral(unit.name())).get();
            factory = current;
        }
        return current;
    }
}
