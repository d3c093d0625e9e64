package io.quarkiverse.activities.benchmarks.contestant;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A contestant's side of the pipe to the driver. It says {@code ready}; each line it reads is a number of activities to run,
 * and is answered with {@code ran}, the microseconds of the clock at which the run began and ended, and {@code name=figure}
 * for each figure. The end of the input ends it. Whatever else the process prints goes to its log.
 */
public final class Conversation {

    private Conversation() {
    }

    /** Answers the driver until it has no more to ask, and closes the contestant. */
    public static void hold(Contestant contestant) throws Exception {
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
