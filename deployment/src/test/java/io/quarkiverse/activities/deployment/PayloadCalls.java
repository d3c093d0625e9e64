package io.quarkiverse.activities.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import jakarta.enterprise.util.TypeLiteral;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityCompletion;
import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.FailedExecution;
import io.quarkiverse.activities.failure.ActivityCanceledException;
import io.quarkiverse.activities.failure.ApplicationFailure;

/** Calls with payloads whose types no activity method declares, for {@link PayloadCallScannerTest}. They never run. */
abstract class PayloadCalls<B> {

    record Created() {
    }

    record OfField() {
    }

    record OfParameter() {
    }

    record OfMethod() {
    }

    record Inherited() {
    }

    record Element() {
    }

    record OfList() {
    }

    record OfMap() {
    }

    record OfOptional() {
    }

    record Added() {
    }

    record Either() {
    }

    record Other() {
    }

    record Captured() {
    }

    record Referenced() {
    }

    record Read() {
    }

    record ReadAsLiteral() {
    }

    record ReadAsType() {
    }

    record ReadAsField() {
    }

    record Detail() {
    }

    record Argument() {
    }

    record Result() {
    }

    record Completed() {
    }

    record Canceled() {
    }

    record Unseen() {
    }

    record NotAPayload() {
    }

    abstract B inherited();

    /** A class with a type argument for its superclass. */
    abstract static class Calls extends PayloadCalls<Inherited> {

        ActivityContext context;
        ActivityClient activities;
        OfField field;
        Class<ReadAsField> type;

        abstract OfMethod method();

        void created() {
            context.heartbeat(new Created());
        }

        void createdBefore() {
            Object details = new Created();
            context.heartbeat(details);
        }

        void field() {
            context.heartbeat(field);
        }

        void parameter(OfParameter details) {
            context.heartbeat(details);
        }

        void returned() {
            context.heartbeat(method());
        }

        void returnedByAnInheritedMethod() {
            context.heartbeat(inherited());
        }

        void array(Element[] elements) {
            context.heartbeat(elements[0]);
        }

        void list(List<Map<String, OfList[]>> list) {
            context.heartbeat(new ArrayList<>(list));
        }

        void elementOfAMap(Map<String, OfMap> map) {
            context.heartbeat(map.get("key"));
        }

        void optional() {
            context.heartbeat(Optional.of(new OfOptional()));
        }

        void added() {
            List<Object> list = new ArrayList<>();
            list.add(new Added());
            context.heartbeat(list);
        }

        void either(boolean first) {
            context.heartbeat(first ? new Either() : new Other());
        }

        Runnable captured(Captured details) {
            return () -> context.heartbeat(details);
        }

        Consumer<Referenced> referenced() {
            return context::heartbeat;
        }

        void read() {
            context.heartbeatDetails(Read.class);
        }

        void readAsField() {
            context.heartbeatDetails(type);
        }

        void readAsType() {
            context.heartbeatDetails(new TypeLiteral<List<ReadAsType>>() {
            }.getType());
        }

        void readAsLiteral(FailedExecution failed) {
            failed.argument(0, new TypeLiteral<Map<String, ? extends ReadAsLiteral>>() {
            });
        }

        void details() {
            throw ApplicationFailure.newBuilder().message("no").details("text", 1, new Detail()).build();
        }

        void byTypeName(Argument argument) {
            activities.call("Type", Result.class, 1L, argument).start();
        }

        void completed(ActivityCompletion completion) {
            completion.complete(new Completed());
        }

        void canceled() {
            throw new ActivityCanceledException("canceled", new Canceled());
        }

        /** The build does not follow a value into another method. */
        void unseen() {
            context.heartbeat(hidden(new Unseen()));
        }

        private static Object hidden(Object value) {
            return value;
        }

        /** The method of the activity declares the types. */
        void described() {
            activities.call(NotAPayload.class, activity -> null);
            activities.call("Type", Void.class, "text", new byte[0]);
        }
    }
}
