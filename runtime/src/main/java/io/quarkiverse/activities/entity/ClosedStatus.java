package io.quarkiverse.activities.entity;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.runtime.execution.State;

/**
 * Converts between the state column of closed executions and {@link ActivityStatus}, so that queries can compare the status.
 * Each closed status corresponds to one state. The statuses of open executions match no closed execution.
 */
@Converter
public class ClosedStatus implements AttributeConverter<ActivityStatus, Short> {

    @Override
    public Short convertToDatabaseColumn(ActivityStatus status) {
        if (status == null) {
            return null;
        }
        for (State state : State.values()) {
            if (state.status() == status) {
                return state.code();
            }
        }
        throw new IllegalArgumentException("No state of an execution has the status " + status);
    }

    @Override
    public ActivityStatus convertToEntityAttribute(Short code) {
        return code == null ? null : State.of(code).status();
    }
}
