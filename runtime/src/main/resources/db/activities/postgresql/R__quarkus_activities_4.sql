--liquibase formatted sql
--changeset quarkus-activities:4

-- Quarkus Activities, schema version 4. Also a Flyway repeatable migration: it may run again and changes nothing then.

-- The attempts of a node that is gone, which otherwise only a look at the whole backlog finds.
CREATE INDEX IF NOT EXISTS activity_execution_owner ON activity_execution (owner, run_id) WHERE owner IS NOT NULL;

-- Lists of what is paused: few, and among many.
CREATE INDEX IF NOT EXISTS activity_execution_paused ON activity_execution (run_id) WHERE state = 5;

UPDATE activity_schema SET version = 4 WHERE id = 1 AND version < 4;
