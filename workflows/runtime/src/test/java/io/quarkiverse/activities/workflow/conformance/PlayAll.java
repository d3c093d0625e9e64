package io.quarkiverse.activities.workflow.conformance;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.activities.workflow.runtime.replay.Rules;

/** Plays recordings and prints the differences: the arguments are a family or {@code all}, optionally the name of a script, and flags. */
final class PlayAll {

    private PlayAll() {
    }

    public static void main(String[] args) throws Exception {
        boolean cached = !java.util.List.of(args).contains("uncached");
        Rules rules = java.util.List.of(args).contains("ours") ? Rules.CURRENT : Rules.TEMPORAL;
        ExecutorService threads = Executors.newCachedThreadPool(runnable -> {
            Thread thread = new Thread(runnable);
            thread.setDaemon(true);
            return thread;
        });
        java.util.Map<String, Integer> late = new java.util.TreeMap<>();
        for (String family : Recordings.FAMILIES) {
            if (!args[0].equals("all") && !args[0].equals(family)) {
                continue;
            }
            int passed = 0;
            int played = 0;
            for (JsonNode script : Recordings.of(family)) {
                String name = script.get("name").asText();
                if (args.length > 1 && args[1].contains("-") && !args[1].equals(name)) {
                    continue;
                }
                played++;
                String difference;
                JsonNode view = null;
                try {
                    difference = null;
                    for (Lateness lateness : Lateness.ALL) {
                        JsonNode now = new ScriptPlayer(script, threads, rules, cached, lateness).play();
                        String found = Comparison.firstDifference(script, now);
                        view = view == null ? now : view;
                        if (found == null) {
                            late.merge(lateness.toString(), 1, Integer::sum);
                            difference = null;
                            break;
                        }
                        difference = difference == null ? found : difference;
                    }
                } catch (RuntimeException e) {
                    if (args.length > 1 && args[1].equals(name)) {
                        e.printStackTrace();
                    }
                    difference = "threw " + e;
                }
                if (difference == null) {
                    passed++;
                } else {
                    System.out.println("  " + name + ": " + difference);
                }
                if (args.length > 1 && args[1].equals(name)) {
                    System.out.println(script.toPrettyString());
                    System.out.println(view);
                }
            }
            System.out.println(family + ": " + passed + " of " + played);
        }
        System.out.println(late);
        System.exit(0);
    }
}
