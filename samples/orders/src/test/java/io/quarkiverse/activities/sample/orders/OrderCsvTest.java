package io.quarkiverse.activities.sample.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;

import jakarta.ws.rs.BadRequestException;

import org.junit.jupiter.api.Test;

/** Tests which files are accepted, and the messages for others. */
class OrderCsvTest {

    private static final String HEADER = "order,customer,email,sku,quantity,amount\n";

    @Test
    void readsOrders() {
        List<Order> orders = OrderCsv.read(HEADER + "1,Ann Lee,ann@example.com,MUG-BLUE,2,25.80\n\n"
                + "2,\"Lee, Bob \"\"Bobby\"\"\",bob@example.com, SCALE-01 ,1,45.90\r\n");

        assertThat(orders).extracting(order -> order.id).containsExactly(1L, 2L);
        assertThat(orders).extracting(order -> order.customer).containsExactly("Ann Lee", "Lee, Bob \"Bobby\"");
        assertThat(orders).extracting(order -> order.sku).containsExactly("MUG-BLUE", "SCALE-01");
        assertThat(orders.get(0).email).isEqualTo("ann@example.com");
        assertThat(orders.get(0).quantity).isEqualTo(2);
        assertThat(orders.get(0).amount).isEqualByComparingTo("25.80");
        assertThat(orders.get(0).status).isEqualTo(Order.Status.PLACED);
        assertThat(OrderCsv.read(HEADER)).isEmpty();
    }

    @Test
    void namesTheLineThatCannotBeRead() {
        assertThat(refusal(HEADER + "1,Ann,ann@example.com,MUG-BLUE,2,25.80\n2,Bob,bob@example.com,SCALE-01,many,1\n"))
                .startsWith("Line 3: ").contains("many");
        assertThat(refusal(HEADER + "1,Ann,ann@example.com\n")).startsWith("Line 2: ").contains("expected 6, found 3");
        assertThat(refusal(HEADER + "1,Ann,ann@example.com,MUG-BLUE,2,25.80,gift\n")).startsWith("Line 2: ");
    }

    @Test
    void requiresTheHeader() {
        assertThat(refusal("id,customer\n1,Ann\n")).contains("order");
        assertThat(refusal("1,Ann,ann@example.com,MUG-BLUE,2,25.80\n")).contains("order");
    }

    private static String refusal(String csv) {
        BadRequestException refused = catchThrowableOfType(BadRequestException.class, () -> OrderCsv.read(csv));
        assertThat(refused.getResponse().getStatus()).isEqualTo(400);
        return (String) refused.getResponse().getEntity();
    }
}
