package io.quarkiverse.activities.workflow.deployment.determinism;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.objectweb.asm.tree.ClassNode;

import io.quarkiverse.activities.deployment.ClassFiles;
import io.quarkiverse.activities.workflow.deployment.determinism.MethodFacts.Call;
import io.quarkiverse.activities.workflow.deployment.determinism.MethodFacts.Deed;

/**
 * Walks the bytecode from the methods of workflows. It enters the code of the application with all implementations of what is
 * called, and the code of libraries where a call leaves no doubt. It does not enter stubs, steps, side effects, the platform,
 * and code that the application vouches for. Each method is read once.
 */
public final class DeterminismCheck {

    /** How deep the walk goes into a library. */
    private static final int MAX_LIBRARY_DEPTH = 10;

    private final Classes classes;
    private final RecordedCode recorded;
    private final Map<MethodKey, MethodFacts> facts = new HashMap<>();
    private final Map<Place, Finding> findings = new LinkedHashMap<>();

    /** How the walk came to a method. */
    private record Visit(MethodKey method, Visit from, Call by, int libraryDepth) {
    }

    /** Each is reported once, for the workflow that leads there first. */
    private record Place(MethodKey method, Offence offence) {
    }

    /**
     * @param application whether the application consists of the class with that name
     * @param activity whether workflows have stubs of the class with that name
     * @param bean whether the class with that name is a CDI bean
     * @param vouched whether the application vouches for the class with that name
     */
    public DeterminismCheck(ClassFiles files, IndexView index, Predicate<String> application, Predicate<String> activity,
            Predicate<String> bean, Predicate<String> vouched) {
        classes = new Classes(files, index, new Classes.Scope(application, activity, bean, vouched));
        recorded = new RecordedCode(classes);
    }

    /**
     * Checks a workflow.
     *
     * @param replayed the constructor and the methods whose code is replayed
     * @param queries the methods whose result nobody replays. They are only worth warnings
     */
    public void check(String workflow, List<MethodInfo> replayed, List<MethodInfo> queries) {
        Map<MethodKey, Visit> visited = new HashMap<>();
        walk(workflow, replayed, visited, false);
        walk(workflow, queries, visited, true);
    }

    private void walk(String workflow, List<MethodInfo> entries, Map<MethodKey, Visit> visited, boolean query) {
        Deque<Visit> next = new ArrayDeque<>();
        for (MethodInfo entry : entries) {
            MethodKey key = new MethodKey(entry.declaringClass().name().toString().replace('.', '/'), entry.name(),
                    entry.descriptor());
            if (!classes.isVouched(key)) {
                visit(new Visit(key, null, null, 0), visited, next);
            }
        }
        while (!next.isEmpty()) {
            Visit visit = next.remove();
            MethodFacts found = facts.computeIfAbsent(visit.method, key -> MethodReader.read(key, classes, recorded));
            found.deeds().stream().map(Deed::offence).distinct().forEach(offence -> add(workflow, visit, offence,
                    found.deeds().stream().filter(deed -> deed.offence() == offence).toList(), query));
            for (Call call : found.calls()) {
                int depth = classes.isApplication(call.target().owner()) ? 0 : visit.libraryDepth + 1;
                if (depth <= MAX_LIBRARY_DEPTH) {
                    visit(new Visit(call.target(), visit, call, depth), visited, next);
                }
            }
        }
    }

    private static void visit(Visit visit, Map<MethodKey, Visit> visited, Deque<Visit> next) {
        if (visited.putIfAbsent(visit.method, visit) == null) {
            next.add(visit);
        }
    }

    private void add(String workflow, Visit visit, Offence offence, List<Deed> deeds, boolean query) {
        boolean warning = query || offence.isWarning();
        Place place = new Place(visit.method, offence);
        Finding known = findings.get(place);
        if (known == null || known.warning() && !warning) {
            findings.put(place, new Finding(warning, "Workflow " + workflow + ": " + visit.method.text()
                    + at(visit.method, deeds.get(0).line()) + " " + offence.does + " (" + deeds.get(0).what() + "); "
                    + offence.cure, chain(visit, deeds)));
        }
    }

    private List<String> chain(Visit last, List<Deed> deeds) {
        LinkedList<String> chain = new LinkedList<>();
        Visit visit = last;
        for (; visit.from != null; visit = visit.from) {
            chain.addFirst((visit.by.certain() ? "calls " : "may call ") + visit.method.text()
                    + at(visit.from.method, visit.by.line()));
        }
        chain.addFirst(visit.method.text());
        deeds.stream().map(deed -> "uses " + deed.what() + at(last.method, deed.line())).distinct().forEach(chain::add);
        return List.copyOf(chain);
    }

    /** {@return the place in the source code, as development environments recognize it} */
    private String at(MethodKey method, int line) {
        ClassNode type = classes.read(method.owner());
        String file = type == null || type.sourceFile == null ? MethodKey.simple(method.owner()) : type.sourceFile;
        return line == 0 ? " (" + file + ")" : " (" + file + ":" + line + ")";
    }

    /** {@return whether a class belongs to the JDK, to Quarkus or to the libraries that it is built of} */
    public static boolean isPlatform(String name) {
        return ForbiddenCalls.isPlatform(name.replace('.', '/'));
    }

    /** {@return what was found, in the order of the workflows} */
    public List<Finding> findings() {
        return List.copyOf(findings.values());
    }

    /** {@return how many methods were read} */
    public int methods() {
        return facts.size();
    }
}
