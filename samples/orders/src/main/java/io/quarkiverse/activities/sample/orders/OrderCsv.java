package io.quarkiverse.activities.sample.orders;

import java.io.IOException;
import java.util.List;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;

/** Reads orders from a CSV file with a header. */
final class OrderCsv {

    private static final ObjectReader READER = reader();

    private OrderCsv() {
    }

    private static ObjectReader reader() {
        CsvMapper mapper = CsvMapper.builder().enable(CsvParser.Feature.TRIM_SPACES, CsvParser.Feature.SKIP_EMPTY_LINES,
                CsvParser.Feature.FAIL_ON_MISSING_COLUMNS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).build();
        return mapper.readerFor(OrderLine.class)
                .with(mapper.schemaFor(OrderLine.class).withHeader().withStrictHeaders(true).withColumnReordering(false));
    }

    /**
     * {@return the orders in the file}
     *
     * @throws BadRequestException if the header is different or a line cannot be read; the response names the line
     */
    static List<Order> read(String csv) {
        try (MappingIterator<OrderLine> lines = READER.readValues(csv)) {
            return lines.readAll().stream().map(OrderLine::toOrder).toList();
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null ? "" : "Line " + e.getLocation().getLineNr() + ": ";
            throw new BadRequestException(Response.status(Status.BAD_REQUEST).type(MediaType.TEXT_PLAIN)
                    .entity(where + e.getOriginalMessage()).build(), e);
        } catch (IOException e) {
            throw new IllegalStateException("Could not read orders from a string", e);
        }
    }
}
