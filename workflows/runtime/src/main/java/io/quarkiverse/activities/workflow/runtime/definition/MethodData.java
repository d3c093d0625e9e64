package io.quarkiverse.activities.workflow.runtime.definition;

import java.util.List;

import io.quarkiverse.activities.runtime.definition.PayloadType;

/**
 * A method of a workflow class as the build found it. It has setters because a recorder writes it into bytecode.
 * <ul>
 * <li>{@code name} is the name of the message; for a validator, that of its update; for the workflow method, that of the
 * method.
 * <li>{@code keys} contains the keys by which stubs of the class and of its supertypes call the method.
 * <li>{@code result} is null for none.
 * </ul>
 */
public class MethodData {

    private MethodKind kind;
    private String name;
    private int index;
    private List<String> keys = List.of();
    private List<PayloadType> parameters = List.of();
    private PayloadType result;

    public MethodKind getKind() {
        return kind;
    }

    public void setKind(MethodKind kind) {
        this.kind = kind;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public int getIndex() {
        return index;
    }

    public void setIndex(int index) {
        this.index = index;
    }

    public List<String> getKeys() {
        return keys;
    }

    public void setKeys(List<String> keys) {
        this.keys = keys;
    }

    public List<PayloadType> getParameters() {
        return parameters;
    }

    public void setParameters(List<PayloadType> parameters) {
        this.parameters = parameters;
    }

    public PayloadType getResult() {
        return result;
    }

    public void setResult(PayloadType result) {
        this.result = result;
    }
}
