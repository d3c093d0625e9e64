package io.quarkiverse.activities.benchmarks.contestant;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The contestant's side of the pipe to the driver. The contestant writes {@code ready}. Each line it reads is a number of
 * activities to run. It answers with {@code ran}, the times at which the run began and ended in microseconds of the clock, and
 * {@code name=figure} for each figure. It stops at the end of the input. All other output of the process goes to its log.
 */
public final class DriverProtocol {

    private DriverProtocol() {
    }

    /** Answers the driver until the end of the input, then closes the contestant. */
    public static void serve(Contestant contestant) throws Exception {
        PrintStream answers = System.out;
        System.setOut(System.err);
        try (contestant) {
            answers.println("ready");
            BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            String question;
            while ((question = questions.readLine()) != null) {
                answers.println(answer(contestant, Integer.parseInt(question)));
            }
        }
    }

    private static String answer(Contestant contestant, int activities) throws Exception {
        long begun = Clock.micros();
        Map<String, Double> figures = contestant.run(activities);
        StringBuilder answer = new StringBuilder("ran ").append(begun).append(' ').append(Clock.micros());
        figures.forEach((name, figure) -> answer.append(' ').append(name).append('=').append(figure));
        return answer.toString();
    }
}
