--liquibase formatted sql
--changeset quarkus-activities:4

-- Quarkus Activities, schema version 4. Also a Flyway repeatable migration: running it again changes nothing.

-- Finds the attempts of a dead node without reading the whole backlog.
CREATE INDEX IF NOT EXISTS activity_execution_owner ON activity_execution (owner, run_id) WHERE owner IS NOT NULL;

-- For lists of paused executions, which are few among many.
CREATE INDEX IF NOT EXISTS activity_execution_paused ON activity_execution (run_id) WHERE state = 5;

UPDATE activity_schema SET version = 4 WHERE id = 1 AND version < 4;
