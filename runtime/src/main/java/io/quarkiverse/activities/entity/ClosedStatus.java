package io.quarkiverse.activities.entity;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.runtime.execution.State;

/**
 * Lets queries compare the status of closed executions with {@link ActivityStatus}. Closed executions have one state for each
 * status; the statuses of open ones match none of them.
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
        throw new IllegalArgumentException("There is no state for " + status);
    }

    @Override
    public ActivityStatus convertToEntityAttribute(Short code) {
        return code == null ? null : State.of(code).status();
    }
}
