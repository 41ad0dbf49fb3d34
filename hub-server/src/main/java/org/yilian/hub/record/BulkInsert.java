package org.yilian.hub.record;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.util.Collection;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;

/**
 * Hibernate without its persistence context: entities become rows by Hibernate's own mapping, in JDBC batches, on the
 * connection of the current transaction. Nothing is cascaded, compared or remembered.
 */
@Component
class BulkInsert {
    private static final int BATCH = 200;

    private final SessionFactory sessions;
    private final EntityManager entities;
    private final DataSource dataSource;

    BulkInsert(EntityManagerFactory factory, EntityManager entities, DataSource dataSource) {
        this.sessions = factory.unwrap(SessionFactory.class);
        this.entities = entities;
        this.dataSource = dataSource;
    }

    /** Takes entities; those of one class in a row share a batch. */
    interface Sink {
        void insert(Object entity);
    }

    /**
     * Inserts entities that only a session with a persistence context can insert (HAPI's ResourceTable has a generated
     * column), gives them their keys and lets go of them.
     */
    void persist(Collection<?> some) {
        some.forEach(entities::persist);
        entities.flush();
        some.forEach(entities::detach);
    }

    /** All that the work inserts is in the database when this returns. */
    void run(Consumer<Sink> work) {
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try (StatelessSession session = sessions.openStatelessSession(connection)) {
            session.setJdbcBatchSize(BATCH);
            work.accept(session::insert);
            ((SharedSessionContractImplementor) session).getJdbcCoordinator().executeBatch();
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }
}
