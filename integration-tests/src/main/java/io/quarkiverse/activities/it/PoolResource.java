package io.quarkiverse.activities.it;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

import org.jboss.logging.Logger;

import io.agroal.api.AgroalDataSource;

/** An application that exhausts its connection pool. */
@Path("/pool")
public class PoolResource {

    private static final Logger LOG = Logger.getLogger(PoolResource.class);

    @Inject
    AgroalDataSource database;

    /** {@return how many connections were kept for so long} */
    @POST
    @Path("/exhaust")
    public int exhaust(@QueryParam("millis") long millis) throws InterruptedException {
        int size = database.getConfiguration().connectionPoolConfiguration().maxSize();
        List<Connection> kept = new ArrayList<>();
        try {
            while (kept.size() < size) {
                kept.add(database.getConnection());
            }
        } catch (SQLException e) {
            LOG.infof("The pool gave %d of its %d connections: %s", kept.size(), size, e.getMessage());
        }
        try {
            Thread.sleep(millis);
        } finally {
            kept.forEach(PoolResource::giveBack);
        }
        return kept.size();
    }

    private static void giveBack(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.info("A connection was cut while it was kept: " + e.getMessage());
        }
    }
}
