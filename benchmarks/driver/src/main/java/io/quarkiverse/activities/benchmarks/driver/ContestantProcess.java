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

/** A contestant in its own process, and the driver's side of the pipe to it. */
final class ContestantProcess implements AutoCloseable {

    private final Process process;
    private final Path log;
    private final Duration patience;
    private final BufferedReader answers;
    private final PrintWriter commands;
    private boolean busy;

    private ContestantProcess(Process process, Path log, Duration patience) {
        this.process = process;
        this.log = log;
        this.patience = patience;
        answers = process.inputReader();
        commands = new PrintWriter(process.outputWriter(), true);
    }

    /**
     * Starts the process and returns when it is ready.
     *
     * @param properties system properties of the process, as {@code name=value}
     */
    static ContestantProcess start(Bench bench, Jvm jvm, Program program, Database database, List<String> properties,
            String... arguments) throws IOException {
        Settings settings = bench.settings();
        Path logs = Files.createDirectories(settings.target("logs"));
        Path log = Files.createTempFile(logs, bench.label() + program.name() + "-" + String.join("-", arguments) + "-", ".log");
        List<String> command = new ArrayList<>(jvm.command().toList());
        command.add("-Ddatabase=" + database.url());
        properties.forEach(property -> command.add("-D" + property));
        command.addAll(program.command(bench.directory()));
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

    /** Runs this number of activities. */
    RunResult run(int activities) throws IOException {
        begin(activities);
        return end();
    }

    /** {@return the rate of a run of this number of activities, per second} */
    double rate(int activities) throws IOException {
        return activities / run(activities).seconds();
    }

    /** Begins to run this number of activities, without waiting for the end. */
    void begin(int activities) {
        busy = true;
        commands.println(activities);
    }

    /** Waits for the end of the current run. */
    RunResult end() throws IOException {
        RunResult result = RunResult.parse(answer());
        busy = false;
        return result;
    }

    double cpuSeconds() throws IOException {
        return ProcessTimes.own(process.pid());
    }

    /** {@return the resident memory of the process in MB} */
    double residentMegabytes() throws IOException {
        return ProcessMemory.residentMegabytes(process.pid());
    }

    /** Ends the input, and waits until the process has exited by itself, which takes longer if it writes an archive. */
    void exit() throws IOException {
        commands.close();
        try {
            if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
                throw new IOException("The contestant did not exit within " + patience.toSeconds() + " s, see " + log);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private void expect(String answer) throws IOException {
        String given = answer();
        if (!answer.equals(given)) {
            throw new IOException("The contestant answered '" + given + "' instead of '" + answer + "', see " + log);
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
                throw new IOException("The contestant has exited, see " + log);
            }
            return answer;
        } catch (TimeoutException e) {
            throw new IOException("The contestant did not answer within " + patience.toSeconds() + " s, see " + log, e);
        } catch (ExecutionException e) {
            throw new IOException("Could not read the contestant's answer, see " + log, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Gives the process 20 seconds to exit, and kills it at once if it is still in a run. */
    @Override
    public void close() {
        commands.close();
        try {
            if (!process.waitFor(busy ? 0 : 20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(); // onExit() may wait for whoever gets the same process id
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
