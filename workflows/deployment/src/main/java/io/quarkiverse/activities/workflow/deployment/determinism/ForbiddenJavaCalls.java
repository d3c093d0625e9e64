package io.quarkiverse.activities.workflow.deployment.determinism;

import static io.quarkiverse.activities.workflow.deployment.determinism.Offence.CALENDAR;
import static io.quarkiverse.activities.workflow.deployment.determinism.Offence.CLOCK;
import static io.quarkiverse.activities.workflow.deployment.determinism.Offence.DATABASE;
import static io.quarkiverse.activities.workflow.deployment.determinism.Offence.ENVIRONMENT;
import static io.quarkiverse.activities.workflow.deployment.determinism.Offence.IDENTITY;
import static io.quarkiverse.activities.workflow.deployment.determinism.Offence.INPUT_OUTPUT;
import static io.quarkiverse.activities.workflow.deployment.determinism.Offence.LOCKS;
import static io.quarkiverse.activities.workflow.deployment.determinism.Offence.OUTPUT;
import static io.quarkiverse.activities.workflow.deployment.determinism.Offence.PARALLEL;
import static io.quarkiverse.activities.workflow.deployment.determinism.Offence.RANDOM;
import static io.quarkiverse.activities.workflow.deployment.determinism.Offence.SLEEP;
import static io.quarkiverse.activities.workflow.deployment.determinism.Offence.THREADS;
import static io.quarkiverse.activities.workflow.deployment.determinism.Offence.THREAD_LOCAL;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The calls of the packages {@code java.*} that workflow code must not make. */
final class ForbiddenJavaCalls {

    /** By {@code owner.name}, with the descriptor if only one overload is forbidden. */
    private static final Map<String, Offence> METHODS = new HashMap<>();
    /** Classes with all their methods, and constructors. */
    private static final Map<String, Offence> CLASSES = new HashMap<>();

    static {
        methods(CLOCK, "java/lang/System", "currentTimeMillis", "nanoTime");
        methods(ENVIRONMENT, "java/lang/System", "getenv", "getProperty", "getProperties", "setProperty", "clearProperty",
                "console");
        methods(IDENTITY, "java/lang/System", "identityHashCode");
        methods(INPUT_OUTPUT, "java/lang/System", "exit", "load", "loadLibrary");
        methods(CLOCK, "java/util/Date", "<init>()V");
        methods(CALENDAR, "java/util/Calendar", "getInstance");
        methods(CALENDAR, "java/util/GregorianCalendar", "getInstance", "<init>()V", "<init>(Ljava/util/TimeZone;)V",
                "<init>(Ljava/util/Locale;)V", "<init>(Ljava/util/TimeZone;Ljava/util/Locale;)V");
        methods(CLOCK, "java/time/InstantSource", "system");
        methods(CLOCK, "java/time/Clock", "systemUTC", "systemDefaultZone", "system", "tickMillis", "tickSeconds",
                "tickMinutes");
        methods(ENVIRONMENT, "java/time/ZoneId", "systemDefault");
        methods(ENVIRONMENT, "java/util/TimeZone", "getDefault");
        methods(ENVIRONMENT, "java/util/Locale", "getDefault");
        methods(ENVIRONMENT, "java/lang/Integer", "getInteger");
        methods(ENVIRONMENT, "java/lang/Long", "getLong");
        methods(ENVIRONMENT, "java/lang/Boolean", "getBoolean");

        methods(RANDOM, "java/lang/Math", "random");
        methods(RANDOM, "java/lang/StrictMath", "random");
        methods(RANDOM, "java/util/Random", "<init>()V");
        methods(RANDOM, "java/util/SplittableRandom", "<init>()V");
        methods(RANDOM, "java/util/UUID", "randomUUID");
        methods(RANDOM, "java/util/Collections", "shuffle(Ljava/util/List;)V");
        methods(RANDOM, "java/util/random/RandomGenerator", "getDefault", "of");
        classes(RANDOM, "java/security/SecureRandom", "java/util/concurrent/ThreadLocalRandom",
                "java/security/KeyPairGenerator",
                "java/rmi/server/UID");

        methods(SLEEP, "java/lang/Thread", "sleep");
        methods(SLEEP, "java/util/concurrent/TimeUnit", "sleep", "timedJoin", "timedWait");
        methods(THREADS, "java/lang/Thread", "<init>", "start", "join", "startVirtualThread", "ofVirtual", "ofPlatform",
                "yield",
                "onSpinWait", "interrupt");
        methods(ENVIRONMENT, "java/lang/Thread", "getName", "getId", "threadId", "getAllStackTraces", "activeCount");
        classes(THREADS, "java/util/Timer", "java/util/concurrent/Executor", "java/util/concurrent/ExecutorService",
                "java/util/concurrent/ScheduledExecutorService", "java/util/concurrent/AbstractExecutorService",
                "java/util/concurrent/ThreadPoolExecutor", "java/util/concurrent/ScheduledThreadPoolExecutor",
                "java/util/concurrent/Executors", "java/util/concurrent/ForkJoinPool", "java/util/concurrent/ForkJoinTask",
                "java/util/concurrent/RecursiveTask", "java/util/concurrent/RecursiveAction",
                "java/util/concurrent/CompletionService", "java/util/concurrent/ExecutorCompletionService",
                "java/util/concurrent/ThreadFactory", "java/util/concurrent/FutureTask",
                "java/util/concurrent/StructuredTaskScope");
        methods(LOCKS, "java/lang/Object", "wait", "notify", "notifyAll");
        methods(LOCKS, "java/util/concurrent/CountDownLatch", "await");
        classes(LOCKS, "java/util/concurrent/Semaphore", "java/util/concurrent/CyclicBarrier", "java/util/concurrent/Phaser",
                "java/util/concurrent/Exchanger");
        methods(THREAD_LOCAL, "java/lang/ThreadLocal", "get", "set");

        classes(INPUT_OUTPUT, "java/io/FileInputStream", "java/io/FileOutputStream", "java/io/FileReader", "java/io/FileWriter",
                "java/io/RandomAccessFile", "java/io/Console", "java/nio/file/Files", "java/net/Socket",
                "java/net/ServerSocket",
                "java/net/DatagramSocket", "java/net/MulticastSocket", "java/net/InetAddress", "java/net/Inet4Address",
                "java/net/Inet6Address", "java/net/NetworkInterface", "java/net/URLConnection", "java/net/HttpURLConnection",
                "java/net/JarURLConnection");
        methods(INPUT_OUTPUT, "java/io/File", "exists", "createNewFile", "createTempFile", "delete", "deleteOnExit", "list",
                "listFiles", "listRoots", "mkdir", "mkdirs", "renameTo", "length", "lastModified", "canRead", "canWrite",
                "canExecute", "isFile", "isDirectory", "isHidden", "getCanonicalPath", "getCanonicalFile", "setLastModified",
                "setReadOnly", "getFreeSpace", "getTotalSpace", "getUsableSpace");
        methods(ENVIRONMENT, "java/io/File", "getAbsolutePath", "getAbsoluteFile");
        methods(INPUT_OUTPUT, "java/io/PrintStream", "<init>(Ljava/io/File;)V", "<init>(Ljava/lang/String;)V");
        methods(INPUT_OUTPUT, "java/io/PrintWriter", "<init>(Ljava/io/File;)V", "<init>(Ljava/lang/String;)V");
        methods(INPUT_OUTPUT, "java/util/Scanner", "<init>(Ljava/io/File;)V", "<init>(Ljava/nio/file/Path;)V");
        methods(INPUT_OUTPUT, "java/nio/file/Path", "toRealPath", "register");
        methods(ENVIRONMENT, "java/nio/file/Path", "toAbsolutePath");
        methods(INPUT_OUTPUT, "java/nio/file/FileSystems", "newFileSystem");
        methods(INPUT_OUTPUT, "java/net/URL", "openStream", "openConnection", "getContent");
        methods(INPUT_OUTPUT, "java/lang/ProcessBuilder", "start", "startPipeline");
        methods(INPUT_OUTPUT, "java/lang/Runtime", "exec", "halt", "exit", "load", "loadLibrary");
        methods(ENVIRONMENT, "java/lang/Runtime", "availableProcessors", "freeMemory", "maxMemory", "totalMemory");
        methods(ENVIRONMENT, "java/lang/ProcessHandle", "current", "of", "allProcesses");
    }

    private static final Set<String> SQL_VALUES = Set.of("Timestamp", "Date", "Time", "Types", "JDBCType");
    private static final Set<String> WAITING_QUEUE = Set.of("take", "put", "takeFirst", "takeLast", "putFirst", "putLast",
            "transfer");
    private static final Set<String> WITH_TIMER = Set.of("orTimeout", "completeOnTimeout", "delayedExecutor");

    private ForbiddenJavaCalls() {
    }

    private static void methods(Offence offence, String owner, String... names) {
        for (String name : names) {
            METHODS.put(owner + "." + name, offence);
        }
    }

    private static void classes(Offence offence, String... names) {
        for (String name : names) {
            CLASSES.put(name, offence);
        }
    }

    /** {@return what is wrong with the call, or null} */
    static Offence of(String owner, String name, String descriptor) {
        Offence known = METHODS.getOrDefault(owner + "." + name, METHODS.get(owner + "." + name + descriptor));
        if (known != null) {
            return known;
        }
        Offence ofClass = CLASSES.get(owner);
        if (ofClass != null) {
            return ofClass;
        }
        if (name.equals("printStackTrace") && descriptor.equals("()V")) {
            return OUTPUT;
        }
        if (owner.startsWith("java/time/")) {
            return name.equals("now") && !descriptor.startsWith("(Ljava/time/Clock;") ? CLOCK : null;
        }
        if (owner.startsWith("java/util/")) {
            return utility(owner, name);
        }
        if (owner.startsWith("java/sql/")) {
            String simple = owner.substring("java/sql/".length());
            return SQL_VALUES.contains(simple) || simple.endsWith("Exception") ? null : DATABASE;
        }
        if (owner.startsWith("java/nio/channels/") && !name.equals("<init>") || owner.startsWith("java/net/http/")) {
            return INPUT_OUTPUT;
        }
        return owner.startsWith("java/lang/management/") || owner.startsWith("java/util/prefs/") ? ENVIRONMENT : null;
    }

    private static Offence utility(String owner, String name) {
        if (name.equals("parallelStream") || name.equals("parallel") && owner.startsWith("java/util/stream/")
                || owner.equals("java/util/Arrays") && name.startsWith("parallel")) {
            return PARALLEL;
        }
        if (owner.startsWith("java/util/concurrent/locks/") && !name.equals("<init>")) {
            return LOCKS;
        }
        if (owner.startsWith("java/util/concurrent/")) {
            if ((owner.endsWith("Queue") || owner.endsWith("Deque")) && WAITING_QUEUE.contains(name)) {
                return LOCKS;
            }
            return (owner.endsWith("/CompletableFuture") || owner.endsWith("/CompletionStage"))
                    && (name.endsWith("Async") || WITH_TIMER.contains(name)) ? THREADS : null;
        }
        return null;
    }
}
