package io.quarkiverse.activities.workflow.deployment.determinism;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.persistence.EntityManager;

import org.apache.commons.lang3.RandomStringUtils;
import org.apache.commons.lang3.time.StopWatch;
import org.eclipse.microprofile.config.ConfigProvider;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.workflow.WorkflowClient;
import io.quarkiverse.activities.workflow.WorkflowContext;
import io.quarkus.arc.Arc;
import io.quarkus.hibernate.orm.panache.PanacheEntity;
import io.smallrye.mutiny.Uni;

/** Each method does one thing that workflow code must not do. */
@SuppressWarnings({ "unused", "removal" })
class Offending {

    private static int counter;
    private static final AtomicInteger SHARED = new AtomicInteger();
    private static final Random SEEDLESS = new Random();
    private static final Map<String, String> ENVIRONMENT;
    private static final ThreadLocal<String> CURRENT = new ThreadLocal<>();

    static {
        Map<String, String> copy = new HashMap<>();
        copy.putAll(System.getenv());
        ENVIRONMENT = copy;
    }

    private WorkflowContext workflow;
    private final Set<String> approvals = new HashSet<>();
    private final ReentrantLock lock = new ReentrantLock();
    private Uni<String> uni;
    private EntityManager entities;
    private ActivityClient activities;
    private WorkflowClient workflows;

    // Time

    @Found(value = Offence.CLOCK, what = "System.currentTimeMillis()")
    long millis() {
        return System.currentTimeMillis();
    }

    @Found(Offence.CLOCK)
    long nanos() {
        return System.nanoTime();
    }

    @Found(value = Offence.CLOCK, what = "Instant.now()")
    Instant instant() {
        return Instant.now();
    }

    @Found(Offence.CLOCK)
    LocalDate date() {
        return LocalDate.now();
    }

    @Found(Offence.CLOCK)
    ZonedDateTime zoned() {
        return ZonedDateTime.now(ZoneId.of("Europe/Rome"));
    }

    @Found(value = Offence.CLOCK, what = "new Date()")
    Date oldDate() {
        return new Date();
    }

    @Found(Offence.CALENDAR)
    GregorianCalendar calendar() {
        return new GregorianCalendar();
    }

    @Found(Offence.CLOCK)
    Clock clock() {
        return Clock.systemUTC();
    }

    @Found(Offence.CLOCK)
    Supplier<Instant> methodReference() {
        return Instant::now;
    }

    @Found(value = Offence.CLOCK, what = "a lambda in ")
    Supplier<Instant> lambda() {
        return () -> Instant.now();
    }

    @Found(value = Offence.CLOCK, what = "a lambda in ")
    void coroutine() {
        workflow.async(() -> Instant.now());
    }

    @Found(value = Offence.SLEEP, what = "use workflow.sleep(…)")
    void sleep() throws InterruptedException {
        Thread.sleep(1);
    }

    @Found(Offence.SLEEP)
    void sleepUnits() throws InterruptedException {
        TimeUnit.SECONDS.sleep(1);
    }

    // Chance

    @Found(Offence.IDENTITY)
    int identity() {
        return System.identityHashCode(this);
    }

    @Found(Offence.RANDOM)
    double math() {
        return Math.random();
    }

    @Found(value = Offence.RANDOM, what = "new Random()")
    int random() {
        return new Random().nextInt();
    }

    @Found(value = Offence.RANDOM, what = "the initial value of ")
    int constant() {
        return SEEDLESS.nextInt();
    }

    @Found(Offence.RANDOM)
    int secure() {
        return new SecureRandom().nextInt();
    }

    @Found(Offence.RANDOM)
    int threadLocal() {
        return ThreadLocalRandom.current().nextInt();
    }

    @Found(value = Offence.RANDOM, what = "use workflow.random() or workflow.uuid()")
    UUID uuid() {
        return UUID.randomUUID();
    }

    @Found(Offence.RANDOM)
    void shuffle(List<String> list) {
        Collections.shuffle(list);
    }

    @Found(value = Offence.RANDOM, what = "org.apache.commons.lang3.RandomUtils#")
    String library() {
        return RandomStringUtils.insecure().nextAlphabetic(5);
    }

    @Found(value = Offence.CLOCK, what = "calls org.apache.commons.lang3.time.StopWatch#start")
    Object libraryClock() {
        return StopWatch.createStarted();
    }

    // Threads and locks

    @Found(Offence.THREADS)
    void thread() {
        new Thread(() -> {
        }).start();
    }

    @Found(Offence.THREADS)
    ExecutorService executor() {
        return Executors.newFixedThreadPool(1);
    }

    @Found(Offence.THREADS)
    void execute(ExecutorService executor) {
        executor.submit(() -> 1);
    }

    @Found(Offence.THREADS)
    CompletableFuture<Integer> future() {
        return CompletableFuture.supplyAsync(() -> 1);
    }

    @Found(Offence.THREADS)
    CompletableFuture<Integer> then(CompletableFuture<Integer> future) {
        return future.thenApplyAsync(x -> x + 1);
    }

    @Found(Offence.LOCKS)
    void synchronizedBlock() {
        synchronized (this) {
            approvals.clear();
        }
    }

    @Found(value = Offence.LOCKS, what = "synchronized")
    synchronized void synchronizedMethod() {
    }

    @Found(Offence.LOCKS)
    void waiting() throws InterruptedException {
        wait();
    }

    @Found(Offence.LOCKS)
    void lock() {
        lock.lock();
    }

    @Found(Offence.LOCKS)
    void latch(CountDownLatch latch) throws InterruptedException {
        latch.await();
    }

    @Found(Offence.LOCKS)
    String queue(BlockingQueue<String> queue) throws InterruptedException {
        return queue.take();
    }

    @Found(Offence.PARALLEL)
    long parallel(List<String> list) {
        return list.parallelStream().count();
    }

    @Found(Offence.PARALLEL)
    long parallelLater(List<String> list) {
        return list.stream().parallel().count();
    }

    @Found(Offence.THREAD_LOCAL)
    String ofThread() {
        return CURRENT.get();
    }

    // The world

    @Found(Offence.INPUT_OUTPUT)
    int file() throws IOException {
        try (FileInputStream in = new FileInputStream("x")) {
            return 1;
        }
    }

    @Found(Offence.INPUT_OUTPUT)
    boolean exists() {
        return new File("x").exists();
    }

    @Found(Offence.INPUT_OUTPUT)
    String files() throws IOException {
        return Files.readString(Path.of("x"));
    }

    @Found(Offence.INPUT_OUTPUT)
    Object http() throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("http://x")).build(), BodyHandlers.ofString());
    }

    @Found(Offence.INPUT_OUTPUT)
    Object host() throws IOException {
        return InetAddress.getLocalHost();
    }

    @Found(Offence.INPUT_OUTPUT)
    int input() throws IOException {
        return System.in.read();
    }

    @Found(Offence.OUTPUT)
    void print() {
        System.out.println("x");
    }

    @Found(Offence.OUTPUT)
    void stackTrace(Exception e) {
        e.printStackTrace();
    }

    @Found(Offence.ENVIRONMENT)
    String environment() {
        return System.getenv("X");
    }

    @Found(Offence.ENVIRONMENT)
    String property() {
        return System.getProperty("x");
    }

    @Found(Offence.ENVIRONMENT)
    String configuration() {
        return ConfigProvider.getConfig().getValue("x", String.class);
    }

    @Found(value = Offence.ENVIRONMENT, what = "the initial value of ")
    Object environmentConstant() {
        return ENVIRONMENT;
    }

    @Found(Offence.ENVIRONMENT)
    ZoneId zone() {
        return ZoneId.systemDefault();
    }

    @Found(Offence.DATABASE)
    void jdbc(Connection connection) throws SQLException {
        connection.createStatement();
    }

    @Found(Offence.DATABASE)
    void entityManager() {
        entities.clear();
    }

    @Found(Offence.DATABASE)
    long panache() {
        return Product.count();
    }

    @Found(Offence.DATABASE)
    void panacheInstance(Product product) {
        product.persist();
    }

    @Found(Offence.BEANS)
    Object arc() {
        return Arc.container();
    }

    @Found(Offence.BEANS)
    Object cdi() {
        return CDI.current();
    }

    @Found(Offence.CLIENT)
    void client() {
        activities.call("x", String.class);
    }

    @Found(Offence.CLIENT)
    void workflowClient() {
        workflows.handle("x");
    }

    @Found(Offence.BLOCKING_UNI)
    String uni() {
        return Uni.createFrom().item("x").onItem().transform(x -> x).await().indefinitely();
    }

    @Found(Offence.UNKNOWN_UNI)
    String fieldUni() {
        return uni.await().indefinitely();
    }

    // The application

    @Found(value = Offence.STATIC_STATE, what = "Offending.counter")
    int readsStatic() {
        return counter;
    }

    @Found(Offence.STATIC_STATE)
    void writesStatic() {
        counter = 1;
    }

    @Found(value = Offence.STATIC_STATE, what = "Offending.SHARED")
    int sharedConstant() {
        return SHARED.incrementAndGet();
    }

    @Found(Offence.ACTIVITY)
    void activity() {
        new Mailing().mail();
    }

    @Found(value = Offence.CLOCK, what = "Deep#second (Offending.java:")
    Instant chain() {
        return new Deep().first();
    }

    @Found(value = Offence.CLOCK, what = "may call io.quarkiverse.activities.workflow.deployment.determinism.Offending$Late#rate")
    int implementation(Rates rates) {
        return rates.rate();
    }

    @Found(value = Offence.CLOCK, what = "may call ")
    List<Date> comparator(List<Date> dates) {
        List<Date> sorted = new ArrayList<>(dates);
        sorted.sort(new Comparing());
        return sorted;
    }

    @Found(Offence.CLOCK)
    Instant calledLambda() {
        Supplier<Instant> now = () -> Instant.now();
        workflow.step("x", Instant.class, now::get);
        return now.get();
    }

    // Order

    @Found(value = Offence.HASH_ORDER, what = "Set.iterator()")
    String setOf() {
        String all = "";
        for (String one : Set.of("a", "b")) {
            all += one;
        }
        return all;
    }

    @Found(Offence.HASH_ORDER)
    String mapOf() {
        StringBuilder all = new StringBuilder();
        Map.of("a", 1, "b", 2).forEach((key, value) -> all.append(key));
        return all.toString();
    }

    @Found(Offence.HASH_ORDER)
    String entries(List<String> names) {
        Map<String, Integer> lengths = new HashMap<>();
        names.forEach(name -> lengths.put(name, name.length()));
        String all = "";
        for (Map.Entry<String, Integer> entry : lengths.entrySet()) {
            all += entry.getKey();
        }
        return all;
    }

    @Found(Offence.HASH_ORDER)
    String field() {
        return approvals.stream().collect(Collectors.joining());
    }

    @Found(value = Offence.HASH_ORDER, what = "new ArrayList(…)")
    List<String> copy() {
        return new ArrayList<>(approvals);
    }

    @Found(Offence.HASH_ORDER)
    List<Integer> grouped(List<String> names) {
        List<Integer> sizes = new ArrayList<>();
        Map<Integer, List<String>> groups = names.stream().collect(Collectors.groupingBy(String::length));
        for (List<String> group : groups.values()) {
            sizes.add(group.size());
        }
        return sizes;
    }

    static class Mailing {

        @Activity
        void mail() {
        }
    }

    static class Product extends PanacheEntity {
        String name;
    }

    static class Deep {

        Instant first() {
            return second();
        }

        private Instant second() {
            return Instant.now();
        }
    }

    interface Rates {
        int rate();
    }

    static class Fixed implements Rates {
        @Override
        public int rate() {
            return 1;
        }
    }

    static class Late implements Rates {
        @Override
        public int rate() {
            return (int) System.currentTimeMillis();
        }
    }

    static class Comparing implements java.util.Comparator<Date> {
        @Override
        public int compare(Date a, Date b) {
            return a.compareTo(new Date());
        }
    }
}
