package io.quarkiverse.activities.test.client;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;

import com.fasterxml.jackson.annotation.JsonCreator;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.test.harness.NamedRow;
import io.smallrye.mutiny.Uni;

@ApplicationScoped
public class ClientActivities {

    static final Odd WRONG = new Odd("not a number");

    @Inject
    ActivityContext context;

    @Inject
    EntityManager entities;

    public record Greeting(String text, List<String> numbers) {
    }

    @Activity(startToCloseTimeout = "30s")
    public Greeting greet(String name, int count) {
        return new Greeting("Hello " + name, IntStream.rangeClosed(1, count).mapToObj(String::valueOf).toList());
    }

    @Activity(startToCloseTimeout = "30s")
    public void nothing() {
    }

    @Activity(startToCloseTimeout = "30s")
    public Uni<String> later(String value) {
        return Uni.createFrom().item(value + " later");
    }

    @Activity(startToCloseTimeout = "30s")
    public CompletionStage<String> stage(String value) {
        return CompletableFuture.supplyAsync(() -> value + " staged");
    }

    @Activity(startToCloseTimeout = "30s")
    public int flaky(int succeedIn) {
        int attempt = context.info().attempt();
        if (attempt < succeedIn) {
            throw new IllegalStateException("attempt " + attempt);
        }
        return attempt;
    }

    @Activity(startToCloseTimeout = "30s")
    public int resuming() {
        int from = context.heartbeatDetails(Integer.class).orElse(0);
        if (from == 0) {
            context.heartbeat(7);
            throw new IllegalStateException("after a heartbeat");
        }
        return from;
    }

    @Activity(startToCloseTimeout = "30s")
    public String context(ActivityContext given) {
        return "Context " + given.info().attempt() + " " + ActivityContext.current().info().activityId();
    }

    @Activity(startToCloseTimeout = "30s")
    public void any(Object value) {
    }

    @Activity(startToCloseTimeout = "30s")
    public void strict(Odd number) {
    }

    @Activity(startToCloseTimeout = "30s")
    @Transactional
    public void store(String key) {
        entities.persist(new NamedRow(key));
    }

    @Activity(startToCloseTimeout = "30s")
    @Transactional
    public void storeAndFail(String key) throws Exception {
        entities.persist(new NamedRow(key));
        throw new Exception("checked");
    }

    @Transactional
    public long stored(String key) {
        return entities.createQuery("select count(*) from NamedRow where name = :key", Long.class).setParameter("key", key)
                .getSingleResult();
    }

    /** A type that can be serialized, but not deserialized. */
    public record Odd(String value) {

        @JsonCreator
        static Odd read(String value) {
            throw new IllegalArgumentException("unreadable");
        }
    }

    public static class Loop {

        public Loop getSelf() {
            return this;
        }
    }
}
