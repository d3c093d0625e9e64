package io.quarkiverse.activities.runtime.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.activities.runtime.store.value.StoreException.Reason;

class SqlErrorsTest {

    @ParameterizedTest
    @CsvSource({ ",OUTAGE", "08006,OUTAGE", "08001,OUTAGE", "57P01,OUTAGE", "57P03,OUTAGE", "53300,OUTAGE", "53100,OUTAGE",
            "25006,OUTAGE", "28P01,OUTAGE", "42P01,OUTAGE", "3D000,OUTAGE", "90098,OUTAGE", "90121,OUTAGE", "HY000,OUTAGE",
            "55P03,BUSY", "HYT00,BUSY", "57014,TIMEOUT", "22001,DATA", "22021,DATA", "23505,DATA", "54000,DATA",
            "40001,DATA", "XX000,DATA" })
    void aStateHasAReason(String state, Reason reason) {
        assertThat(SqlErrors.reason(new SQLException("message", state))).isEqualTo(reason);
    }

    @Test
    void contentionIsNoOutage() {
        assertThat(SqlErrors.reason(SqlErrors.contended("message"))).isEqualTo(Reason.DATA);
        assertThat(SqlErrors.isTransient(SqlErrors.contended("message"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({ "55000", "3D000", "23505", "40001" })
    void anErrorOfAConnectionAttemptIsAnOutage(String state) {
        assertThat(SqlErrors.reason(SqlErrors.unreachable(new SQLException("message", state)))).isEqualTo(Reason.OUTAGE);
    }

    @ParameterizedTest
    @CsvSource({ "40P01,true", "40001,true", "90131,true", "55P03,false", "HYT00,false", "23505,false", ",false" })
    void someErrorsAreTriedAgain(String state, boolean again) {
        assertThat(SqlErrors.isTransient(new SQLException("message", state))).isEqualTo(again);
    }

    @ParameterizedTest
    @CsvSource({ "08006,true", "08003,true", "08001,false", "57P01,false", "55P03,false", "23505,false", ",false" })
    void someErrorsBreakTheConnection(String state, boolean broken) {
        assertThat(SqlErrors.isBroken(new SQLException("message", state))).isEqualTo(broken);
    }
}
