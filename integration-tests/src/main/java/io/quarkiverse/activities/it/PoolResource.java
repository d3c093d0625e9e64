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

/** Exhausts the connection pool of the application. */
@Path("/pool")
public class PoolResource {

    private static final Logger LOG = Logger.getLogger(PoolResource.class);

    @Inject
    AgroalDataSource database;

    /** {@return the number of connections that were held for this time} */
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
            LOG.infof("Took only %d of the %d connections of the pool: %s", kept.size(), size, e.getMessage());
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
            LOG.info("A connection was closed while it was held: " + e.getMessage());
        }
    }
}
