--liquibase formatted sql
--changeset quarkus-activities:3

-- Quarkus Activities, schema version 3. Also a Flyway repeatable migration: running it again changes nothing.

-- For lists of executions that did not complete, the latest first. Partial, so that it does not slow down the many completions.
CREATE INDEX IF NOT EXISTS activity_execution_closed_state ON activity_execution_closed (state, run_id) WHERE state <> 10;

UPDATE activity_schema SET version = 3 WHERE id = 1 AND version < 3;
