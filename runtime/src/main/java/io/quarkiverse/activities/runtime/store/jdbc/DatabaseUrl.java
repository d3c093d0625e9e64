package io.quarkiverse.activities.runtime.store.jdbc;

import java.util.Locale;

/** Derives properties of the database from its JDBC URL. */
final class DatabaseUrl {

    private DatabaseUrl() {
    }

    /** {@return the URL without possible secrets: its parameters, and a user before the host} */
    static String withoutCredentials(String url) {
        String shown = url;
        for (char separator : new char[] { '?', ';' }) {
            int end = shown.indexOf(separator);
            shown = end < 0 ? shown : shown.substring(0, end);
        }
        int host = shown.indexOf("//");
        int user = shown.indexOf('@');
        return host < 0 || user < host ? shown : shown.substring(0, host + 2) + shown.substring(user + 1);
    }

    /** {@return whether each connection to this URL opens a database of its own} */
    static boolean isAnonymousMemory(String url) {
        return withoutCredentials(url).equals("jdbc:h2:mem:");
    }

    /** {@return whether a crash of the process can lose committed transactions} */
    static boolean mayLoseCommits(String url) {
        String lower = url.toLowerCase(Locale.ROOT);
        return isH2File(lower) && !hasSetting(lower, "write_delay=0");
    }

    /**
     * {@return whether the database closes as soon as the process begins to stop, while activities still run} Ignores H2's
     * automatic server mode, in which this cannot be turned off.
     */
    static boolean closesTooEarly(String url) {
        String lower = url.toLowerCase(Locale.ROOT);
        return isH2File(lower) && isEmbedded(lower) && !hasSetting(lower, "db_close_on_exit=false");
    }

    /** {@return whether the database runs inside this process and no other process can open it} */
    static boolean isEmbedded(String url) {
        String lower = url.toLowerCase(Locale.ROOT);
        return isH2InProcess(lower) && !hasSetting(lower, "auto_server=true");
    }

    /** {@return whether the URL sets a parameter of the driver} */
    static boolean sets(String url, String parameter) {
        int first = url.indexOf('?');
        if (first < 0) {
            return false;
        }
        for (String setting : url.substring(first + 1).split("&")) {
            if (setting.startsWith(parameter + '=')) {
                return true;
            }
        }
        return false;
    }

    /** {@return the URL with one more parameter of the driver} */
    static String with(String url, String parameter, String value) {
        return url + (url.indexOf('?') < 0 ? '?' : '&') + parameter + '=' + value;
    }

    private static boolean isH2File(String lower) {
        return isH2InProcess(lower) && !lower.startsWith("jdbc:h2:mem:") && !lower.startsWith("jdbc:h2:zip:");
    }

    private static boolean hasSetting(String lower, String setting) {
        return (lower + ';').contains(';' + setting + ';');
    }

    private static boolean isH2InProcess(String lower) {
        return lower.startsWith("jdbc:h2:") && !lower.startsWith("jdbc:h2:tcp:") && !lower.startsWith("jdbc:h2:ssl:");
    }
}
