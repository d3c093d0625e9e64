--liquibase formatted sql
--changeset quarkus-activities:5

-- Quarkus Activities, schema version 5. Also a Flyway repeatable migration: running it again changes nothing.

-- The oldest schema version whose releases can run on these tables.
ALTER TABLE activity_schema ADD COLUMN IF NOT EXISTS compatible_from integer DEFAULT 4 NOT NULL;

-- Attempts that were lost with their node: all of them, and the latest ones in a row.
ALTER TABLE activity_execution ADD COLUMN IF NOT EXISTS lost_attempts integer DEFAULT 0 NOT NULL;
ALTER TABLE activity_execution ADD COLUMN IF NOT EXISTS lost_in_a_row integer DEFAULT 0 NOT NULL;
ALTER TABLE activity_execution_closed ADD COLUMN IF NOT EXISTS lost_attempts integer DEFAULT 0 NOT NULL;

-- Who paused a Task Queue, when and why.
ALTER TABLE activity_queue ADD COLUMN IF NOT EXISTS pause_reason varchar(1000);
ALTER TABLE activity_queue ADD COLUMN IF NOT EXISTS paused_by varchar(1000);
ALTER TABLE activity_queue ADD COLUMN IF NOT EXISTS paused_at timestamp(6) with time zone;

UPDATE activity_schema SET version = 5, compatible_from = 4 WHERE id = 1 AND version < 5;
