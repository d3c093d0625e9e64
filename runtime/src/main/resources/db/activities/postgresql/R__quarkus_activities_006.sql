--liquibase formatted sql
--changeset quarkus-activities:6

-- Quarkus Activities, schema version 6. Also a Flyway repeatable migration: running it again changes nothing.

-- Activity Types that are paused for all nodes.
CREATE TABLE IF NOT EXISTS activity_pause (
    activity_type varchar(1000) NOT NULL,
    pause_reason  varchar(1000),
    paused_by     varchar(1000),
    paused_at     timestamp(6) with time zone NOT NULL,
    CONSTRAINT activity_pause_pkey PRIMARY KEY (activity_type)
);

-- The follow-up of a closed execution, for the case that it is run again.
ALTER TABLE activity_execution_closed ADD COLUMN IF NOT EXISTS on_failure bytea;

UPDATE activity_schema SET version = 6, compatible_from = 4 WHERE id = 1 AND version < 6;
