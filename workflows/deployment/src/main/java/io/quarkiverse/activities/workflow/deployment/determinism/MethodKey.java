package io.quarkiverse.activities.workflow.deployment.determinism;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A method in bytecode. The initializer of a static field is the method {@code <clinit>} with the name of the field as
 * descriptor.
 *
 * @param owner the internal name of the class
 */
record MethodKey(String owner, String name, String descriptor) {

    static final String INITIALIZER = "<clinit>";
    private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.+)\\$\\d+");

    /** {@return {@code class#method}, for people} */
    String text() {
        String type = owner.replace('/', '.');
        Matcher lambda = LAMBDA.matcher(name);
        if (lambda.matches()) {
            return "a lambda in " + type + "#" + readable(type, lambda.group(1));
        }
        return name.equals(INITIALIZER) ? "the initial value of " + type + "#" + descriptor : type + "#" + readable(type, name);
    }

    private static String readable(String type, String name) {
        return name.equals("<init>") || name.equals("new") ? simple(type) : name.equals("static") ? "static" : name;
    }

    /** {@return the name of a class without its package and without the classes around it} */
    static String simple(String type) {
        return type.substring(Math.max(type.lastIndexOf('.'), Math.max(type.lastIndexOf('/'), type.lastIndexOf('$'))) + 1);
    }
}
