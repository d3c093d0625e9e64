package io.quarkiverse.activities.sample.orders;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;

import jakarta.ws.rs.BadRequestException;

/** Reads orders from lines of {@value #HEADER}. */
final class OrderCsv {

    static final String HEADER = "order,customer,email,sku,quantity,amount";

    private static final int FIELDS = HEADER.split(",").length;

    private OrderCsv() {
    }

    static List<Order> read(String csv) {
        List<String> lines = csv.lines().toList();
        if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
            throw new BadRequestException("The first line must be " + HEADER);
        }
        return IntStream.range(1, lines.size()).filter(i -> !lines.get(i).isBlank()).mapToObj(i -> read(i + 1, lines.get(i)))
                .toList();
    }

    private static Order read(int number, String line) {
        String[] fields = line.split(",", -1);
        if (fields.length != FIELDS) {
            throw new BadRequestException("Line " + number + " has " + fields.length + " fields, not " + FIELDS);
        }
        try {
            Order order = new Order();
            order.id = Long.parseLong(fields[0]);
            order.customer = fields[1];
            order.email = fields[2];
            order.sku = fields[3];
            order.quantity = Integer.parseInt(fields[4]);
            order.amount = new BigDecimal(fields[5]);
            return order;
        } catch (NumberFormatException e) {
            throw new BadRequestException("Line " + number + ": " + e.getMessage(), e);
        }
    }
}
