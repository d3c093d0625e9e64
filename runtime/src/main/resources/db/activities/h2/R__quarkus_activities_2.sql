--liquibase formatted sql
--changeset quarkus-activities:2

-- Quarkus Activities, schema version 2. Also a Flyway repeatable migration: it may run again and changes nothing then.

-- Where each option came from, the type of the last failure for queries, and what is started when the execution fails.
ALTER TABLE activity_execution ADD COLUMN IF NOT EXISTS option_sources bigint DEFAULT 0 NOT NULL;
ALTER TABLE activity_execution ADD COLUMN IF NOT EXISTS last_failure_type varchar(1000);
ALTER TABLE activity_execution ADD COLUMN IF NOT EXISTS on_failure varbinary;

ALTER TABLE activity_execution_closed ADD COLUMN IF NOT EXISTS option_sources bigint DEFAULT 0 NOT NULL;
ALTER TABLE activity_execution_closed ADD COLUMN IF NOT EXISTS last_failure_type varchar(1000);

-- The rate limit of a Task Queue: from when on the next task may be taken.
ALTER TABLE activity_queue ADD COLUMN IF NOT EXISTS next_at timestamp(6) with time zone;

UPDATE activity_schema SET version = 2 WHERE id = 1 AND version < 2;
