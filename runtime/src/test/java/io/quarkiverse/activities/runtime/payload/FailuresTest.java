package io.quarkiverse.activities.runtime.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import jakarta.enterprise.util.TypeLiteral;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.activities.TimeoutType;
import io.quarkiverse.activities.failure.ActivityCanceledException;
import io.quarkiverse.activities.failure.ApplicationFailure;
import io.quarkiverse.activities.failure.CanceledFailure;
import io.quarkiverse.activities.failure.PayloadConversionException;
import io.quarkiverse.activities.failure.RecordedFailure;
import io.quarkiverse.activities.failure.TimeoutFailure;
import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.spi.Payload;

class FailuresTest {

    record Limit(int cents) {
    }

    private final Payloads payloads = Tags.payloads();
    private final Failures failures = new Failures(payloads);

    @Test
    void recordsEveryFieldOfTheBuilder() {
        Failure failure = failures.of(ApplicationFailure.newBuilder().message("declined").type("CardDeclined")
                .details("d1", 2).nonRetryable(true).nextRetryDelay(Duration.ofSeconds(3)).benign(true)
                .cause(new IOException("socket")).build());

        assertThat(failure.kind()).isEqualTo(Failure.Kind.APPLICATION);
        assertThat(failure.message()).isEqualTo("declined");
        assertThat(failure.type()).isEqualTo("CardDeclined");
        assertThat(failure.details()).hasToString("[\"d1\",2]");
        assertThat(failure.nonRetryable()).isTrue();
        assertThat(failure.nextRetryDelay()).isEqualTo(Duration.ofSeconds(3));
        assertThat(failure.benign()).isTrue();
        assertThat(failure.stackTrace()).as("without the frames of the engine").isEmpty();
        assertThat(failure.cause().type()).isEqualTo("java.io.IOException");
        assertThat(failure.cause().message()).isEqualTo("socket");
    }

    static Stream<Throwable> odd() {
        Throwable longChain = new IllegalStateException("end");
        for (int i = 0; i < 20_000; i++) {
            longChain = new IllegalStateException("level " + i, longChain);
        }
        IllegalStateException circle = new IllegalStateException("circle");
        circle.initCause(new IllegalStateException("back", circle));
        return Stream.of(longChain, circle, new RuntimeException() {
            @Override
            public String getMessage() {
                throw new UnsupportedOperationException("no message");
            }
        }, new RuntimeException("no trace") {
            @Override
            public StackTraceElement[] getStackTrace() {
                return null;
            }
        }, new RuntimeException("no trace either") {
            @Override
            public StackTraceElement[] getStackTrace() {
                throw new IllegalStateException();
            }
        }, new NewCause(), new RuntimeException("bad cause") {
            @Override
            public Throwable getCause() {
                throw new StackOverflowError();
            }
        }, new RuntimeException("half a character \uD83D") {
            @Override
            public String toString() {
                throw new IllegalStateException();
            }
        });
    }

    /** Has another cause each time. */
    private static final class NewCause extends RuntimeException {

        NewCause() {
            super("endless");
        }

        @Override
        public Throwable getCause() {
            return new NewCause();
        }
    }

    @ParameterizedTest
    @MethodSource("odd")
    void anExceptionThatCannotBeDescribedIsAnOrdinaryFailure(Throwable odd) {
        Failure failure = failures.of(odd);
        assertThat(failure.kind()).isEqualTo(Failure.Kind.APPLICATION);
        assertThat(failure.type()).isEqualTo(odd.getClass().getName());
        int causes = 0;
        for (Failure f = failure; f != null; f = f.cause()) {
            assertThat(f.message()).doesNotContain("\uD83D");
            causes++;
        }
        assertThat(causes).isBetween(1, ThrowableText.MAXIMUM_CAUSES);
        StringWriter printed = new StringWriter();
        Failures.printable(odd).printStackTrace(new PrintWriter(printed));
        assertThat(printed.toString()).contains(odd.getClass().getName());
    }

    @Test
    void detailsAreReadFromTheRecord() {
        ApplicationFailure read = (ApplicationFailure) recorded(ApplicationFailure.newBuilder()
                .details("d1", new Limit(5), List.of(new Limit(6)), null).build(), new Tags("codec"));

        assertThat(read.detailsCount()).isEqualTo(4);
        assertThat(read.details(String.class)).contains("d1");
        assertThat(read.details(1, Limit.class)).contains(new Limit(5));
        assertThat(read.<List<Limit>> details(2, new TypeLiteral<List<Limit>>() {
        }.getType())).contains(List.of(new Limit(6)));
        assertThat(read.details(3, String.class)).isEmpty();
        assertThat(read.details(4, String.class)).isEmpty();
        assertThat(read.details(-1, String.class)).isEmpty();
        assertThatThrownBy(() -> read.details(1, String.class)).isInstanceOf(PayloadConversionException.class);
    }

    private static RecordedFailure recorded(Throwable thrown, Tags... codecs) {
        Payloads payloads = Tags.payloads(codecs);
        return RecordedFailure.of(new Failures(payloads).of(thrown), payloads);
    }

    @Test
    void aRecordedFailureThatIsRethrownKeepsItsDetails() {
        RecordedFailure read = recorded(ApplicationFailure.newBuilder().type("T").details("d1").build());

        ApplicationFailure again = (ApplicationFailure) recorded(new IllegalStateException("outer", read)).getCause();
        assertThat(again.type()).isEqualTo("T");
        assertThat(again.details(String.class)).contains("d1");
    }

    @Test
    void detailsCanBeReadBeforeTheyAreRecorded() {
        ApplicationFailure failure = ApplicationFailure.newBuilder().details("d1", new Limit(5)).build();

        assertThat(failure.detailsCount()).isEqualTo(2);
        assertThat(failure.details(1, Limit.class)).contains(new Limit(5));
        assertThat(failure.details(2, Limit.class)).isEmpty();
        assertThatThrownBy(() -> failure.details(0, Limit.class)).isInstanceOf(PayloadConversionException.class)
                .hasMessageContaining("java.lang.String");
    }

    @Test
    void detailsThatCannotBeWrittenLeaveTheFailureAsTheCause() {
        Failure failure = failures.of(ApplicationFailure.newBuilder().message("declined").type("CardDeclined")
                .nonRetryable(true).details(new PayloadsTest.Loop()).build());

        assertThat(failure.type()).isEqualTo(PayloadConversionException.class.getName());
        assertThat(failure.nonRetryable()).isTrue();
        assertThat(failure.cause().type()).isEqualTo("CardDeclined");
        assertThat(failure.cause().message()).isEqualTo("declined");
        assertThat(failure.cause().details()).isNull();
    }

    @Test
    void failuresWithoutDetailsHaveNone() {
        assertThat(failures.of(ApplicationFailure.newFailure("m", "T")).details()).isNull();
        assertThat(((ApplicationFailure) recorded(new IOException())).detailsCount()).isZero();
    }

    @Test
    void aMissingMessageIsEmpty() {
        assertThat(failures.of(new IllegalStateException()).message()).isEmpty();
        assertThat(failures.of(ApplicationFailure.newBuilder().build()).message()).isEmpty();
    }

    @Test
    void wrappersAreNotRecorded() {
        Failure failure = failures.of(new IllegalStateException("outer", ApplicationFailure.wrap(new IOException("disk"))));

        assertThat(failure.cause().type()).isEqualTo("java.io.IOException");
        assertThat(failure.cause().message()).isEqualTo("disk");
        assertThat(failure.cause().cause()).isNull();
    }

    @Test
    void aCircularChainOfCausesIsCut() {
        RuntimeException first = new RuntimeException("first");
        first.initCause(new RuntimeException("second", first));

        assertThat(failures.of(first).cause().message()).isEqualTo("second");
        assertThat(failures.of(first).cause().cause()).isNull();
    }

    @Test
    void otherKindsOfFailuresBecomeApplicationFailuresWhenThrown() {
        Failure timeout = failures.of(RecordedFailure.of(Failure.timeout(TimeoutType.HEARTBEAT, "late"), payloads));
        Failure canceled = failures.of(RecordedFailure.of(Failure.canceled("from elsewhere", null), payloads));

        assertThat(timeout.kind()).isEqualTo(Failure.Kind.APPLICATION);
        assertThat(timeout.type()).isEqualTo(TimeoutFailure.class.getName());
        assertThat(canceled.kind()).isEqualTo(Failure.Kind.APPLICATION);
        assertThat(canceled.type()).isEqualTo(CanceledFailure.class.getName());
    }

    @Test
    void causesKeepTheirKind() {
        Payload details = Payload.of(payloads.write("half way"));
        RecordedFailure timeout = RecordedFailure.of(Failure.timeout(TimeoutType.HEARTBEAT, "late")
                .withLastHeartbeatDetailsAndCause(details, Failure.application("Before", "before")), payloads);
        Failure failure = failures.of(new IllegalStateException("outer", timeout));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.APPLICATION);
        assertThat(failure.cause().kind()).isEqualTo(Failure.Kind.TIMEOUT);
        assertThat(failure.cause().timeoutType()).isEqualTo(TimeoutType.HEARTBEAT);
        assertThat(failure.cause().lastHeartbeatDetails()).isEqualTo(details);
        assertThat(failure.cause().cause().type()).isEqualTo("Before");
    }

    @Test
    void aCancellationKeepsItsKindOnlyAsACause() {
        ActivityCanceledException heard = new ActivityCanceledException("was asked to cancel");
        Failure failure = failures.of(new IllegalStateException("gave up", heard));

        assertThat(failure.cause().kind()).isEqualTo(Failure.Kind.CANCELED);
        assertThat(failure.cause().message()).isEqualTo("was asked to cancel");
        assertThat(failures.of(heard).kind()).isEqualTo(Failure.Kind.APPLICATION);
        assertThat(failures.of(heard).type()).isEqualTo(ActivityCanceledException.class.getName());
    }

    @Test
    void failuresReportedAsTheyAreKeepEverything() {
        Failure application = failures.asItIs(ApplicationFailure.newBuilder().type("T").details("d1")
                .cause(new IOException("socket")).build());
        assertThat(application.type()).isEqualTo("T");
        assertThat(application.message()).isEmpty();
        assertThat(application.details()).hasToString("[\"d1\"]");
        assertThat(application.cause().message()).isEqualTo("socket");

        Failure timeout = failures.asItIs(RecordedFailure.of(Failure.timeout(TimeoutType.HEARTBEAT, "late"), payloads));
        assertThat(timeout.kind()).isEqualTo(Failure.Kind.TIMEOUT);
        assertThat(failures.asItIs(null)).isNull();
    }

    @Test
    void stackTracesShowTheApplicationOnly() {
        IllegalStateException thrown = new IllegalStateException();
        thrown.setStackTrace(new StackTraceElement[] { frame("io.quarkiverse.activities.failure.ApplicationFailure"),
                frame("io.quarkiverse.activities.runtime.worker.attempt.AttemptContext"), frame("shop.Payments"),
                frame("io.quarkiverse.activities.runtime.worker.attempt.AttemptRunner"), frame("java.lang.Thread") });

        assertThat(failures.of(thrown).stackTrace()).isEqualTo("\tat shop.Payments.method(Source.java:1)\n");
        RecordedFailure read = RecordedFailure.of(failures.of(ApplicationFailure.newBuilder().cause(thrown).build()), payloads);
        assertThat(failures.of(read).cause().stackTrace()).isEqualTo("\tat shop.Payments.method(Source.java:1)\n");
    }

    private static StackTraceElement frame(String className) {
        return new StackTraceElement(className, "method", "Source.java", 1);
    }

    @Test
    void timeoutsAndCancellationsHaveDetailsToo() {
        Payload details = Payload.of(payloads.write(List.of(new Limit(1))));
        TimeoutFailure timeout = (TimeoutFailure) RecordedFailure.of(
                Failure.timeout(TimeoutType.HEARTBEAT, "late").withLastHeartbeatDetailsAndCause(details, null), payloads);
        CanceledFailure canceled = (CanceledFailure) RecordedFailure.of(
                Failure.canceled("Activity canceled", Payload.of(payloads.write("reason"))), payloads);
        TypeLiteral<List<Limit>> limits = new TypeLiteral<>() {
        };

        assertThat(timeout.<List<Limit>> lastHeartbeatDetails(limits.getType())).contains(List.of(new Limit(1)));
        assertThat(canceled.details(String.class)).contains("reason");
        assertThat(((CanceledFailure) RecordedFailure.of(Failure.canceled("c", null), payloads)).details(String.class))
                .isEmpty();
    }
}
