package recurring;

import java.time.LocalDate;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.activities.Activity;
import io.quarkus.logging.Log;

@ApplicationScoped
public class SalesReports {

    // tag::activity[]
    @Activity(startToCloseTimeout = "30m")
    public void writeSalesReport(LocalDate day) {
        Log.infof("Writing the sales report for %s", day);
    }
    // end::activity[]
}
