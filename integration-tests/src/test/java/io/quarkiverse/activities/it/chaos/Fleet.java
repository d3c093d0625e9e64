package io.quarkiverse.activities.it.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.quarkiverse.activities.it.Cluster;
import io.quarkiverse.activities.it.Database;
import io.quarkiverse.activities.it.DatabaseServer;
import io.quarkiverse.activities.it.UnrulyActivities;

/** The nodes that fail and are replaced, and the database server that they share. */
public final class Fleet implements AutoCloseable {

    static final Duration LEASE = Duration.ofSeconds(5);
    static final int WORKER_THREADS = 40;

    private static final int SIZE = 3;
    private static final Pattern STOOD_STILL = Pattern.compile("Stood still from (\\d+) to (\\d+)");
    /** Of SIGKILL, and of an activity that ends its process. */
    private static final Set<Integer> EXPECTED_EXITS = Set.of(128 + 9, UnrulyActivities.HALTED);

    private final Path directory;
    private final Pace pace;
    private final Journal journal;
    private final CuttingProxy network;
    /** The way of the test itself to the database. It only moves when another server becomes the primary. */
    private final CuttingProxy ownWay;
    private final int maximumLostAttempts;
    private final Cluster cluster;
    private final List<Member> members = new ArrayList<>();
    private final List<Member> former = new ArrayList<>();
    private volatile DatabaseServer server;
    private int directories;

    Fleet(Path directory, Pace pace, Journal journal) throws IOException {
        this(directory, pace, journal, pace.maximumLostAttempts());
    }

    /** @param maximumLostAttempts after how many attempts that are lost in a row an activity is paused, or 0 */
    public Fleet(Path directory, Pace pace, Journal journal, int maximumLostAttempts) throws IOException {
        this.directory = directory;
        this.maximumLostAttempts = maximumLostAttempts;
        this.pace = pace;
        this.journal = journal;
        server = new DatabaseServer(newDirectory());
        network = new CuttingProxy(server.port());
        ownWay = new CuttingProxy(server.port());
        cluster = new Cluster(Database.create(ownWay.through(server.url()), "chaos"));
        for (int i = 0; i < SIZE; i++) {
            members.add(begin());
        }
        members.forEach(member -> member.node().ready());
    }

    Pace pace() {
        return pace;
    }

    DatabaseServer server() {
        return server;
    }

    /** {@return a path for a new directory of a server, next to the others} */
    Path newDirectory() {
        return directory.resolve("data-" + ++directories);
    }

    /**
     * Lets the primary vanish from the nodes without closing their connections, and makes a standby the primary. New
     * connections reach the new primary.
     */
    void failOver(DatabaseServer standby) throws IOException {
        network.vanish();
        server.crash();
        standby.promote();
        ownWay.interrupt(false);
        ownWay.leadTo(standby.port());
        ownWay.mend();
        network.leadTo(standby.port());
        server = standby;
    }

    synchronized List<Member> members() {
        return List.copyOf(members);
    }

    /** {@return the proxy that all nodes share} Each node also has its own proxy, which connects to this one. */
    CuttingProxy network() {
        return network;
    }

    public Database database() {
        return cluster.database();
    }

    public synchronized Member any(Random random) {
        return members.get(random.nextInt(members.size()));
    }

    /** {@return a random node that answers requests, or any if there is none} */
    Member anyStarted(Random random) {
        List<Member> started = members().stream().filter(member -> member.node().isAlive() && member.node().hasStarted())
                .toList();
        return started.isEmpty() ? any(random) : started.get(random.nextInt(started.size()));
    }

    synchronized Member any() {
        return members.get(0);
    }

    /** {@return the number of nodes that there have been} */
    public int size() {
        return allMembers().size();
    }

    /** {@return the nodes whose process ended although nobody killed it, after it had started} */
    public List<String> endedByThemselves() {
        return allMembers().stream().map(Member::node)
                .filter(node -> !node.isAlive() && !EXPECTED_EXITS.contains(node.exitCode()) && node.hasStarted())
                .map(node -> node.name() + " ended with exit code " + node.exitCode()).toList();
    }

    /** Starts a new node for each one that is dead. */
    synchronized void replenish() {
        for (int i = 0; i < SIZE; i++) {
            Member member = members.get(i);
            if (!member.node().isAlive()) {
                former.add(member);
                journal.harmed(member.node(), Instant.now().minus(LEASE), Instant.MAX);
                members.set(i, begin());
                journal.note(member.node().name() + " is replaced by " + members.get(i).node().name());
            }
        }
    }

    /** Replaces dead nodes and waits until all nodes are ready. Call this after the last failure was injected. */
    public void heal() {
        for (int i = 0; i < SIZE; i++) {
            replenish();
            member(i).node().ready();
        }
    }

    /** Records in the journal when nodes stood still, because they were frozen or because the machine was busy. */
    void noteStandstills() {
        for (Member member : allMembers()) {
            for (String line : member.node().log()) {
                Matcher stood = STOOD_STILL.matcher(line);
                if (stood.find()) {
                    journal.harmed(member.node(), time(stood.group(1)), time(stood.group(2)));
                }
            }
        }
    }

    /** {@return the number of log lines with this text, of all current and former nodes} */
    long logged(String text) {
        return allMembers().stream().mapToLong(member -> member.node().logged(text)).sum();
    }

    @Override
    public void close() throws IOException {
        cluster.close();
        allMembers().forEach(member -> member.way().close());
        network.close();
        ownWay.close();
        server.close();
    }

    private synchronized Member member(int index) {
        return members.get(index);
    }

    private synchronized List<Member> allMembers() {
        List<Member> all = new ArrayList<>(former);
        all.addAll(members);
        return all;
    }

    private Member begin() {
        CuttingProxy way = new CuttingProxy(network.port());
        String url = way.through(database().url());
        return new Member(cluster.node("n" + (cluster.names().size() + 1), "quarkus.datasource.jdbc.url=" + url,
                // For the ledger, too: by default, the pool of the application has no such limit
                "quarkus.datasource.jdbc.additional-jdbc-properties.socketTimeout=" + pace.socketTimeoutSeconds(),
                "quarkus.thread-pool.max-threads=" + WORKER_THREADS,
                "quarkus.activities.worker.lease=" + LEASE.toSeconds() + "s",
                "quarkus.activities.worker.maximum-lost-attempts=" + maximumLostAttempts,
                "quarkus.activities.workers.default.max-heartbeat-throttle-interval=500ms"), way);
    }

    private static Instant time(String millis) {
        return Instant.ofEpochMilli(Long.parseLong(millis));
    }
}
