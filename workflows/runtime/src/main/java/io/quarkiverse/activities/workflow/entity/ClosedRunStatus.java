package io.quarkiverse.activities.workflow.entity;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

import io.quarkiverse.activities.workflow.WorkflowStatus;
import io.quarkiverse.activities.workflow.runtime.store.RunState;

/** Converts the state column of closed runs, so that queries can compare the status. {@code RUNNING} matches no closed run. */
@Converter
public class ClosedRunStatus implements AttributeConverter<WorkflowStatus, Short> {

    @Override
    public Short convertToDatabaseColumn(WorkflowStatus status) {
        if (status == null) {
            return null;
        }
        return (short) (status.isClosed() ? RunState.valueOf(status.name()) : RunState.IDLE).code();
    }

    @Override
    public WorkflowStatus convertToEntityAttribute(Short code) {
        return code == null ? null : RunState.of(code).status();
    }
}
