package io.quarkiverse.activities.benchmarks.driver;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A contestant in a process of its own, and the driver's side of the pipe to it. */
final class ContestantProcess implements AutoCloseable {

    private static final List<String> JVM_OPTIONS = List.of("-Xms512m", "-Xmx1g");

    private final Process process;
    private final Path log;
    private final Duration patience;
    private final BufferedReader answers;
    private final PrintWriter questions;
    private boolean busy;

    private ContestantProcess(Process process, Path log, Duration patience) {
        this.process = process;
        this.log = log;
        this.patience = patience;
        answers = process.inputReader();
        questions = new PrintWriter(process.outputWriter(), true);
    }

    /**
     * Starts it, and returns when it is ready.
     *
     * @param properties system properties for it, {@code name=value}
     */
    static ContestantProcess start(Settings settings, Program program, Database database, List<String> properties,
            String... arguments) throws IOException {
        Path logs = Files.createDirectories(settings.directory.resolve("target/logs"));
        Path log = Files.createTempFile(logs, program.name() + "-" + String.join("-", arguments) + "-", ".log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_OPTIONS);
        command.add("-Ddatabase=" + database.url());
        properties.forEach(property -> command.add("-D" + property));
        command.addAll(program.command());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectError(log.toFile()).start();
        ContestantProcess contestant = new ContestantProcess(process, log, Duration.ofSeconds(settings.patienceSeconds));
        try {
            contestant.expect("ready");
            return contestant;
        } catch (IOException | RuntimeException e) {
            contestant.close();
            throw e;
        }
    }

    /** Runs so many activities. */
    Ran run(int activities) throws IOException {
        begin(activities);
        return end();
    }

    /** Begins to run so many activities. */
    void begin(int activities) {
        busy = true;
        questions.println(activities);
    }

    /** Waits for the end of what was begun. */
    Ran end() throws IOException {
        Ran ran = Ran.parse(answer());
        busy = false;
        return ran;
    }

    double cpuSeconds() throws IOException {
        return ProcessTimes.own(process.pid());
    }

    private void expect(String answer) throws IOException {
        String given = answer();
        if (!answer.equals(given)) {
            throw new IOException("Instead of '" + answer + "' it said '" + given + "', see " + log);
        }
    }

    private String answer() throws IOException {
        CompletableFuture<String> line = CompletableFuture.supplyAsync(() -> {
            try {
                return answers.readLine();
            } catch (IOException e) {
                return null;
            }
        });
        try {
            String answer = line.get(patience.toSeconds(), TimeUnit.SECONDS);
            if (answer == null) {
                throw new IOException("It died, see " + log);
            }
            return answer;
        } catch (TimeoutException e) {
            throw new IOException("No answer within " + patience.toSeconds() + " s, see " + log, e);
        } catch (ExecutionException e) {
            throw new IOException("See " + log, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Lets it end by itself, unless it is still at something. */
    @Override
    public void close() {
        questions.close();
        try {
            process.waitFor(busy ? 0 : 20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly().onExit().join();
        }
    }
}
