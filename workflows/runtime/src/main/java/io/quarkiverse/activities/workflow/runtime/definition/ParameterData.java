package io.quarkiverse.activities.workflow.runtime.definition;

import java.util.Map;

import io.quarkiverse.activities.ActivityOption;
import io.quarkiverse.activities.workflow.ActivityCancellationType;
import io.quarkiverse.activities.workflow.Durability;

/**
 * A parameter of the constructor of a workflow class as the build found it. It has setters because a recorder writes it into
 * bytecode.
 * <ul>
 * <li>{@code type} is the class or interface of a stub; null for others.
 * <li>{@code options} contains the options of a stub, not parsed yet.
 * </ul>
 */
public class ParameterData {

    /** The kind of value that a parameter of the constructor takes. */
    public enum Kind {
        CONTEXT,
        STUB,
        LOCAL_STUB,
        ARGUMENT
    }

    private Kind kind;
    private Class<?> type;
    private Map<ActivityOption, Object> options = Map.of();
    private ActivityCancellationType cancellation = ActivityCancellationType.TRY_CANCEL;
    private Durability durability = Durability.WRITE_BEHIND;

    public Kind getKind() {
        return kind;
    }

    public void setKind(Kind kind) {
        this.kind = kind;
    }

    public Class<?> getType() {
        return type;
    }

    public void setType(Class<?> type) {
        this.type = type;
    }

    public Map<ActivityOption, Object> getOptions() {
        return options;
    }

    public void setOptions(Map<ActivityOption, Object> options) {
        this.options = options;
    }

    public ActivityCancellationType getCancellation() {
        return cancellation;
    }

    public void setCancellation(ActivityCancellationType cancellation) {
        this.cancellation = cancellation;
    }

    public Durability getDurability() {
        return durability;
    }

    public void setDurability(Durability durability) {
        this.durability = durability;
    }
}
