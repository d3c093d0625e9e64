package travel;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.failure.ApplicationFailure;
import io.quarkiverse.activities.failure.CanceledFailure;
import io.quarkiverse.activities.test.ActivityTestControl;
import io.quarkiverse.activities.workflow.WorkflowAlreadyStartedException;
import io.quarkiverse.activities.workflow.WorkflowClient;
import io.quarkiverse.activities.workflow.WorkflowFailedException;
import io.quarkiverse.activities.workflow.WorkflowHandle;
import io.quarkus.test.junit.QuarkusTest;

/** The guide's examples of workflows do what the guide says. */
@QuarkusTest
class TravelTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    @Inject
    WorkflowClient workflows;

    @Inject
    TripClient trips;

    @Inject
    ItineraryClient itineraries;

    @Inject
    TravelDesk desk;

    @Inject
    Bookings bookings;

    @Inject
    Expenses expenses;

    @Inject
    Guides guides;

    @Inject
    ActivityTestControl control;

    @Test
    void aTripIsBookedOrUndone() throws Exception {
        assertThat(trips.start("Ada", "Rome").result(TIMEOUT)).isEqualTo("flight to Rome, hotel in Rome");
        assertThat(trips.outcome("Ada")).isEqualTo("flight to Rome, hotel in Rome");
        assertThat(trips.outcomeAsync("Ada").toCompletableFuture().get(60, TimeUnit.SECONDS)).startsWith("flight");
        assertThat(trips.state("Ada")).isEqualTo("COMPLETED");
        assertThat(trips.bookNow("Oslo")).isEqualTo("flight to Oslo, hotel in Oslo");

        trips.start("Bob", "Atlantis");
        assertThat(trips.outcome("Bob")).isEqualTo("BookHotel failed: No free hotel in Atlantis");
        assertThat(bookings.done()).contains("canceled flight to Atlantis").doesNotContain("canceled flight to Rome");
    }

    @Test
    void theDeskFindsTrips() throws Exception {
        trips.start("Max", "Atlantis");
        assertThat(trips.outcome("Max")).startsWith("BookHotel failed");
        assertThat(desk.failedTrips(Instant.EPOCH)).contains("trip-Max");
        assertThat(desk.failedTrips(Instant.parse("2999-01-01T00:00:00Z"))).isEmpty();
        assertThat(desk.tripsByStatus()).containsKey("Failed");
        assertThat(desk.trips(null).items()).isNotEmpty();
        assertThat(desk.endTours("nobody")).isZero();
        List<String> queries = Files.readAllLines(Path.of("modules/ROOT/examples/workflow-queries.txt"));
        assertThat(queries).hasSizeGreaterThan(5);
        queries.forEach(workflows::count);
    }

    @Test
    void theDeskCompletesAnActivityOfAWorkflow() throws Exception {
        WorkflowHandle<String> visa = workflows.call(VisaRequest.class, v -> v.request("Uli")).id("visa-Uli").start();
        await().atMost(TIMEOUT).until(() -> visa.describe().openActivities().size() == 1);
        desk.visaDecided("Uli", "granted");
        assertThat(visa.result(TIMEOUT)).isEqualTo("granted");
    }

    @Test
    void aTripStartsOnce() throws Exception {
        assertThat(trips.startOnce("Eve", "Bern").result(TIMEOUT)).startsWith("flight");
        assertThatThrownBy(() -> trips.startOnce("Eve", "Bern")).isInstanceOf(WorkflowAlreadyStartedException.class);
    }

    @Test
    void anAlternativeIsBooked() throws Exception {
        assertThat(workflows.call(HotelSearch.class, s -> s.search("Atlantis", "Athens")).start().result(TIMEOUT))
                .isEqualTo("hotel in Athens");
        assertThat(workflows.call(GroupBooking.class, g -> g.book(List.of("Kyoto", "Atlantis", "Quito"))).start()
                .result(TIMEOUT)).isEqualTo(List.of("hotel in Kyoto", "hotel in Quito"));
    }

    @Test
    void anOfferHasALimit() throws Exception {
        assertThat(workflows.call(TripOffer.class, o -> o.offer("Riga", 500)).start().result(TIMEOUT))
                .isEqualTo("flight to Riga and hotel in Riga for 400");
        assertThatThrownBy(() -> workflows.call(TripOffer.class, o -> o.offer("Riga", 300)).start().result(TIMEOUT))
                .isInstanceOf(WorkflowFailedException.class).cause()
                .isInstanceOfSatisfying(ApplicationFailure.class, e -> assertThat(e.type()).isEqualTo("TooExpensive"));
    }

    @Test
    void aQuoteUsesThisProcess() throws Exception {
        assertThat(workflows.call(Quote.class, q -> q.quote("Lima")).start().result(TIMEOUT))
                .startsWith("Lima for 400, valid until 20");
    }

    @Test
    void expensesAreRemindedOfAndDecidedOnce() throws Exception {
        when().post("/expenses/1").then().statusCode(204);
        awaitDone("asked about 1");
        control.advanceTime(Duration.ofDays(1));
        awaitDone("reminded of 1, 1");
        await().atMost(TIMEOUT).until(() -> when().get("/expenses/1/reminders").then().extract().asString().equals("1"));

        given().contentType("application/json").body("{\"approved\":true,\"by\":\"Ann\"}").post("/expenses/1/decision").then()
                .statusCode(204);
        WorkflowHandle<?> report = workflows.handle("expenses-1");
        await().atMost(TIMEOUT).until(() -> {
            control.advanceTime(Duration.ofDays(1));
            return report.describe().status().isClosed();
        });
        assertThat(report.result(TIMEOUT).toString()).contains("approved=true, by=Ann");
        assertThat(expenses.done()).contains("paid 1");
    }

    private void awaitDone(String what) {
        await().atMost(TIMEOUT).until(() -> expenses.done().contains(what));
    }

    @Test
    void aCanceledCruiseCancelsItsBooking() {
        WorkflowHandle<String> cruise = workflows.call(Cruise.class, c -> c.cruise("Samoa")).start();
        await().atMost(TIMEOUT).until(() -> bookings.done().contains("booked flight to Samoa"));
        cruise.cancel("seasick");
        assertThatThrownBy(() -> cruise.result(TIMEOUT)).hasCauseInstanceOf(CanceledFailure.class);
        assertThat(bookings.done()).contains("canceled flight to Samoa");
    }

    @Test
    void rainEndsATour() throws Exception {
        WorkflowHandle<String> tour = workflows.call(Tour.class, t -> t.guide("Siena")).start();
        await().atMost(TIMEOUT).until(() -> guides.walking() == 1);
        workflows.handle(Tour.class, tour.workflowId()).signal(t -> t.rain());
        assertThat(tour.result(TIMEOUT)).isEqualTo("Saw Siena until it rained");
        assertThat(guides.walking()).isZero();
    }

    @Test
    void aPriceIsWatched() throws Exception {
        WorkflowHandle<BigDecimal> watch = workflows.call(PriceWatch.class, p -> p.watch("Nice", BigDecimal.ONE)).start();
        workflows.handle(PriceWatch.class, watch.workflowId()).signal(p -> p.changeLimit(BigDecimal.valueOf(1_000)));
        await().atMost(TIMEOUT).until(() -> {
            control.advanceTime(Duration.ofHours(1));
            return watch.describe().status().isClosed();
        });
        assertThat(watch.result(TIMEOUT)).isEqualByComparingTo("400");
    }

    @Test
    void aNewTripIsInsured() throws Exception {
        assertThat(workflows.call(InsuredTrip.class, t -> t.book("Malta")).start().result(TIMEOUT))
                .isEqualTo("flight to Malta");
        assertThat(bookings.done()).contains("insured flight to Malta");
    }

    @Test
    void aTripStartsLater() throws Exception {
        WorkflowHandle<String> later = trips.startLater("Zoe", "Turin");
        assertThat(trips.destination("Zoe")).isEqualTo("Turin");
        assertThat(later.describe().tasks()).isZero();
        await().atMost(TIMEOUT).until(() -> {
            control.advanceTime(Duration.ofHours(1));
            return later.describe().status().isClosed();
        });
        assertThat(later.result(TIMEOUT)).isEqualTo("flight to Turin, hotel in Turin");
    }

    @Test
    void stopsAreAddedByUpdates() throws Exception {
        itineraries.start("Kim");
        assertThat(itineraries.addStop("Kim", "Lyon")).isEqualTo("hotel in Lyon");
        assertThat(itineraries.addStop("Kim", " ")).isEqualTo("No stop: Cannot add the stop ' '");
        assertThat(itineraries.addStop("Kim", "Atlantis")).startsWith("No stop: ");
        assertThat(itineraries.addStopOnce("Kim", "Nantes", "m1")).isEqualTo("hotel in Nantes");
        assertThat(itineraries.addStopOnce("Kim", "Nantes", "m1")).isEqualTo("hotel in Nantes");
        assertThat(itineraries.stops("Kim")).isEqualTo(2);
        assertThat(itineraries.finish("Kim").result(TIMEOUT)).containsExactly("hotel in Lyon", "hotel in Nantes");

        assertThat(itineraries.finish("Lou").result(TIMEOUT)).isEmpty();

        assertThat(itineraries.addFirstStop("Mia", "Metz")).isEqualTo("hotel in Metz");
        assertThat(itineraries.addFirstStop("Mia", "Nancy")).isEqualTo("hotel in Nancy");
        assertThat(itineraries.finish("Mia").result(TIMEOUT)).containsExactly("hotel in Metz", "hotel in Nancy");
    }

    @Test
    void childrenBookTrips() throws Exception {
        assertThat(workflows.call(RoundTrip.class, t -> t.book(List.of("Bilbao", "Porto"))).start().result(TIMEOUT))
                .containsExactly("flight to Bilbao, hotel in Bilbao", "flight to Porto, hotel in Porto");
        assertThat(workflows.call(TravelAgent.class, a -> a.arrange("Ina", "Ghent")).start().result(TIMEOUT))
                .isEqualTo("flight to Ghent, hotel in Ghent");
        assertThat(workflows.call(TravelAgent.class, a -> a.arrange("Jon", "Atlantis")).start().result(TIMEOUT))
                .isEqualTo("No trip for Jon");
    }
}
