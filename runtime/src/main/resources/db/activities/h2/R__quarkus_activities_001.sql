--liquibase formatted sql
--changeset quarkus-activities:1

-- Quarkus Activities, schema version 1. Also a Flyway repeatable migration: running it again changes nothing.

-- Open executions. No index contains a column that a heartbeat changes.
CREATE TABLE IF NOT EXISTS activity_execution (
    run_id                     uuid NOT NULL,
    activity_id                varchar(1000) NOT NULL,
    activity_type              varchar(1000) NOT NULL,
    task_queue                 varchar(1000) NOT NULL,
    state                      smallint NOT NULL,
    attempt                    int NOT NULL,
    fence                      int NOT NULL,
    owner                      uuid,
    priority                   smallint NOT NULL,
    claim_rank                 smallint NOT NULL,
    dispatch_at                timestamp(6) with time zone NOT NULL,
    deadline_at                timestamp(6) with time zone,
    scheduled_at               timestamp(6) with time zone NOT NULL,
    started_at                 timestamp(6) with time zone,
    ended_at                   timestamp(6) with time zone,
    heartbeat_at               timestamp(6) with time zone,
    schedule_to_close          bigint NOT NULL,
    schedule_to_start          bigint NOT NULL,
    start_to_close             bigint NOT NULL,
    heartbeat_timeout          bigint NOT NULL,
    start_delay                bigint NOT NULL,
    retry_initial_interval     bigint NOT NULL,
    retry_coefficient          double precision NOT NULL,
    retry_maximum_interval     bigint NOT NULL,
    retry_maximum_attempts     int NOT NULL,
    retry_non_retryable        varchar,
    retry_interval             bigint,
    retry_interval_from_worker boolean DEFAULT FALSE NOT NULL,
    input                      varbinary,
    header                     varbinary,
    heartbeat_details          varbinary,
    heartbeat_count            bigint DEFAULT 0 NOT NULL,
    last_failure               varbinary,
    failed_attempts            varbinary,
    last_worker                varchar,
    requests                   varbinary,
    original_options           varbinary,
    CONSTRAINT activity_execution_pkey PRIMARY KEY (run_id)
);

CREATE UNIQUE INDEX IF NOT EXISTS activity_execution_activity_id ON activity_execution (activity_id);

CREATE INDEX IF NOT EXISTS activity_execution_claim
    ON activity_execution (state, task_queue, claim_rank, dispatch_at, run_id);

CREATE INDEX IF NOT EXISTS activity_execution_deadline ON activity_execution (deadline_at);

-- Closed executions. Written once, deleted when their retention ends.
CREATE TABLE IF NOT EXISTS activity_execution_closed (
    run_id                 uuid NOT NULL,
    activity_id            varchar(1000) NOT NULL,
    activity_type          varchar(1000) NOT NULL,
    task_queue             varchar(1000) NOT NULL,
    state                  smallint NOT NULL,
    attempt                int NOT NULL,
    fence                  int NOT NULL,
    priority               smallint NOT NULL,
    scheduled_at           timestamp(6) with time zone NOT NULL,
    started_at             timestamp(6) with time zone,
    ended_at               timestamp(6) with time zone,
    heartbeat_at           timestamp(6) with time zone,
    closed_at              timestamp(6) with time zone NOT NULL,
    schedule_to_close      bigint NOT NULL,
    schedule_to_start      bigint NOT NULL,
    start_to_close         bigint NOT NULL,
    heartbeat_timeout      bigint NOT NULL,
    start_delay            bigint NOT NULL,
    retry_initial_interval bigint NOT NULL,
    retry_coefficient      double precision NOT NULL,
    retry_maximum_interval bigint NOT NULL,
    retry_maximum_attempts int NOT NULL,
    retry_non_retryable    varchar,
    input                  varbinary,
    header                 varbinary,
    heartbeat_details      varbinary,
    heartbeat_count        bigint DEFAULT 0 NOT NULL,
    last_failure           varbinary,
    failed_attempts        varbinary,
    last_worker            varchar,
    requests               varbinary,
    original_options       varbinary,
    result                 varbinary,
    failure                varbinary,
    retry_state            smallint,
    deleted                boolean DEFAULT FALSE NOT NULL,
    CONSTRAINT activity_execution_closed_pkey PRIMARY KEY (run_id)
);

CREATE INDEX IF NOT EXISTS activity_execution_closed_activity_id ON activity_execution_closed (activity_id, closed_at);

CREATE INDEX IF NOT EXISTS activity_execution_closed_closed_at ON activity_execution_closed (closed_at);

-- Nodes and their leases.
CREATE TABLE IF NOT EXISTS activity_worker (
    node_id     uuid NOT NULL,
    identity    varchar NOT NULL,
    started_at  timestamp(6) with time zone NOT NULL,
    lease_until timestamp(6) with time zone NOT NULL,
    task_queues varchar,
    CONSTRAINT activity_worker_pkey PRIMARY KEY (node_id)
);

-- Settings of Task Queues, shared by all nodes.
CREATE TABLE IF NOT EXISTS activity_queue (
    name           varchar(1000) NOT NULL,
    paused         boolean DEFAULT FALSE NOT NULL,
    max_per_second double precision,
    CONSTRAINT activity_queue_pkey PRIMARY KEY (name)
);

-- The version of these tables, and the key that signs task tokens.
CREATE TABLE IF NOT EXISTS activity_schema (
    id           int NOT NULL,
    version      int NOT NULL,
    installed_at timestamp(6) with time zone NOT NULL,
    token_key    varbinary NOT NULL,
    CONSTRAINT activity_schema_pkey PRIMARY KEY (id)
);

INSERT INTO activity_schema (id, version, installed_at, token_key)
SELECT 1, 1, CURRENT_TIMESTAMP, SECURE_RAND(32)
WHERE NOT EXISTS (SELECT 1 FROM activity_schema WHERE id = 1);
