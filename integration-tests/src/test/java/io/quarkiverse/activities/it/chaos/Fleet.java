package io.quarkiverse.activities.it.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.quarkiverse.activities.it.Cluster;
import io.quarkiverse.activities.it.Database;
import io.quarkiverse.activities.it.DatabaseServer;

/** The nodes that fail and are replaced, and the database server that they share. */
final class Fleet implements AutoCloseable {

    static final Duration LEASE = Duration.ofSeconds(5);

    private static final int SIZE = 3;
    private static final Pattern STOOD_STILL = Pattern.compile("Stood still from (\\d+) to (\\d+)");

    private final Journal journal;
    private final DatabaseServer server;
    private final CuttingProxy network;
    private final Cluster cluster;
    private final List<Member> members = new ArrayList<>();
    private final List<Member> former = new ArrayList<>();

    Fleet(Path directory, Journal journal) throws IOException {
        this.journal = journal;
        server = new DatabaseServer(directory.resolve("data"));
        network = new CuttingProxy(server.port());
        cluster = new Cluster(Database.create(server.url(), "chaos"));
        for (int i = 0; i < SIZE; i++) {
            members.add(begin());
        }
        members.forEach(member -> member.node().ready());
    }

    DatabaseServer server() {
        return server;
    }

    /** {@return the proxy that all nodes share} Each node also has its own proxy, which connects to this one. */
    CuttingProxy network() {
        return network;
    }

    Database database() {
        return cluster.database();
    }

    synchronized Member any(Random random) {
        return members.get(random.nextInt(members.size()));
    }

    synchronized Member any() {
        return members.get(0);
    }

    /** Starts a new node for each one that is dead. */
    synchronized void replenish() {
        for (int i = 0; i < SIZE; i++) {
            Member member = members.get(i);
            if (!member.node().isAlive()) {
                former.add(member);
                members.set(i, begin());
                journal.note(member.node().name() + " is replaced by " + members.get(i).node().name());
            }
        }
    }

    /** Replaces dead nodes and waits until all nodes are ready. Call this after the last failure was injected. */
    void heal() {
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
        String url = database().url().replace(":" + server.port() + "/", ":" + way.port() + "/");
        return new Member(cluster.node("n" + (cluster.names().size() + 1), "quarkus.datasource.jdbc.url=" + url,
                "quarkus.activities.worker.lease=" + LEASE.toSeconds() + "s",
                "quarkus.activities.workers.default.max-heartbeat-throttle-interval=500ms"), way);
    }

    private static Instant time(String millis) {
        return Instant.ofEpochMilli(Long.parseLong(millis));
    }
}
