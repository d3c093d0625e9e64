--liquibase formatted sql
--changeset quarkus-activities:2

-- Quarkus Activities, schema version 2. Also a Flyway repeatable migration: running it again changes nothing.

-- The source of each option, the type of the last failure for queries, and the follow-up of a failed execution.
ALTER TABLE activity_execution ADD COLUMN IF NOT EXISTS option_sources bigint DEFAULT 0 NOT NULL;
ALTER TABLE activity_execution ADD COLUMN IF NOT EXISTS last_failure_type varchar(1000);
ALTER TABLE activity_execution ADD COLUMN IF NOT EXISTS on_failure varbinary;

ALTER TABLE activity_execution_closed ADD COLUMN IF NOT EXISTS option_sources bigint DEFAULT 0 NOT NULL;
ALTER TABLE activity_execution_closed ADD COLUMN IF NOT EXISTS last_failure_type varchar(1000);

-- The rate limit of a Task Queue: when the next task may be claimed.
ALTER TABLE activity_queue ADD COLUMN IF NOT EXISTS next_at timestamp(6) with time zone;

UPDATE activity_schema SET version = 2 WHERE id = 1 AND version < 2;
