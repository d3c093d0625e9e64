--liquibase formatted sql
--changeset quarkus-activities:7

-- Quarkus Activities, schema version 7. Also a Flyway repeatable migration: running it again changes nothing.

-- An execution may belong to a run of a workflow. Its outcome is then an arrival in the inbox of that run.
ALTER TABLE activity_execution ADD COLUMN IF NOT EXISTS scope uuid;
ALTER TABLE activity_execution ADD COLUMN IF NOT EXISTS sequence integer DEFAULT 0 NOT NULL;
ALTER TABLE activity_execution_closed ADD COLUMN IF NOT EXISTS scope uuid;
ALTER TABLE activity_execution_closed ADD COLUMN IF NOT EXISTS sequence integer DEFAULT 0 NOT NULL;
ALTER TABLE activity_execution_closed ADD COLUMN IF NOT EXISTS arrival bigint;

CREATE INDEX IF NOT EXISTS activity_execution_closed_arrival ON activity_execution_closed (scope, arrival) WHERE scope IS NOT NULL;

-- Open runs of workflows. A node may take a run when ready_at has passed, whatever it waits for.
CREATE TABLE IF NOT EXISTS workflow_execution (
    run_id             uuid NOT NULL,
    workflow_id        varchar(1000) NOT NULL,
    workflow_type      varchar(1000) NOT NULL,
    definition_version integer DEFAULT 1 NOT NULL,
    rules_version      integer NOT NULL,
    task_queue         varchar(1000) NOT NULL,
    priority           smallint DEFAULT 0 NOT NULL,
    state              smallint NOT NULL,
    ready_at           timestamp(6) with time zone,
    owner              uuid,
    epoch              integer DEFAULT 0 NOT NULL,
    turn               integer DEFAULT 0 NOT NULL,
    inbox              bigint DEFAULT 0 NOT NULL,
    seen               bigint DEFAULT 0 NOT NULL,
    journal_lines      integer DEFAULT 0 NOT NULL,
    chunks             integer DEFAULT 0 NOT NULL,
    tail               text,
    task_attempt       integer DEFAULT 1 NOT NULL,
    task_failure       text,
    blocked_by         text,
    task_timeout       bigint NOT NULL,
    run_timeout        bigint DEFAULT 0 NOT NULL,
    deadline_at        timestamp(6) with time zone,
    execution_timeout  bigint DEFAULT 0 NOT NULL,
    expires_at         timestamp(6) with time zone,
    start_delay        bigint DEFAULT 0 NOT NULL,
    retry_policy       bytea,
    attempt            integer DEFAULT 1 NOT NULL,
    scheduled_at       timestamp(6) with time zone NOT NULL,
    first_run_id       uuid NOT NULL,
    continued_run_id   uuid,
    request_id         varchar(1000),
    input              bytea,
    header             bytea,
    memo               bytea,
    parent_run_id      uuid,
    parent_workflow_id varchar(1000),
    parent_number      integer DEFAULT 0 NOT NULL,
    parent_close       smallint DEFAULT 0 NOT NULL,
    CONSTRAINT workflow_execution_pkey PRIMARY KEY (run_id)
) WITH (fillfactor = 75);

CREATE UNIQUE INDEX IF NOT EXISTS workflow_execution_workflow_id ON workflow_execution (workflow_id);

CREATE INDEX IF NOT EXISTS workflow_execution_ready ON workflow_execution
    (task_queue, (CASE priority WHEN 0 THEN 3 ELSE LEAST(priority, 5) END), ready_at) WHERE ready_at IS NOT NULL;

CREATE INDEX IF NOT EXISTS workflow_execution_parent ON workflow_execution (parent_run_id, run_id) WHERE parent_run_id IS NOT NULL;

CREATE INDEX IF NOT EXISTS workflow_execution_blocked ON workflow_execution (run_id) WHERE state = 3;

CREATE INDEX IF NOT EXISTS workflow_execution_deadline ON workflow_execution (deadline_at) WHERE deadline_at IS NOT NULL;

-- Closed runs. Written once.
CREATE TABLE IF NOT EXISTS workflow_execution_closed (
    run_id             uuid NOT NULL,
    workflow_id        varchar(1000) NOT NULL,
    workflow_type      varchar(1000) NOT NULL,
    definition_version integer DEFAULT 1 NOT NULL,
    rules_version      integer NOT NULL,
    task_queue         varchar(1000) NOT NULL,
    priority           smallint DEFAULT 0 NOT NULL,
    state              smallint NOT NULL,
    turn               integer DEFAULT 0 NOT NULL,
    journal_lines      integer DEFAULT 0 NOT NULL,
    chunks             integer DEFAULT 0 NOT NULL,
    tail               text,
    task_timeout       bigint NOT NULL,
    run_timeout        bigint DEFAULT 0 NOT NULL,
    execution_timeout  bigint DEFAULT 0 NOT NULL,
    expires_at         timestamp(6) with time zone,
    start_delay        bigint DEFAULT 0 NOT NULL,
    retry_policy       bytea,
    attempt            integer DEFAULT 1 NOT NULL,
    scheduled_at       timestamp(6) with time zone NOT NULL,
    closed_at          timestamp(6) with time zone NOT NULL,
    first_run_id       uuid NOT NULL,
    continued_run_id   uuid,
    next_run_id        uuid,
    request_id         varchar(1000),
    input              bytea,
    memo               bytea,
    parent_run_id      uuid,
    parent_workflow_id varchar(1000),
    parent_number      integer DEFAULT 0 NOT NULL,
    parent_close       smallint DEFAULT 0 NOT NULL,
    result             bytea,
    failure            bytea,
    retry_state        smallint,
    CONSTRAINT workflow_execution_closed_pkey PRIMARY KEY (run_id)
);

CREATE INDEX IF NOT EXISTS workflow_execution_closed_workflow_id ON workflow_execution_closed (workflow_id, closed_at);

CREATE INDEX IF NOT EXISTS workflow_execution_closed_closed_at ON workflow_execution_closed (closed_at);

CREATE INDEX IF NOT EXISTS workflow_execution_closed_state ON workflow_execution_closed (state, run_id) WHERE state <> 10;

-- The journal of a run, without its tail.
CREATE TABLE IF NOT EXISTS workflow_journal (
    run_id        uuid NOT NULL,
    chunk         integer NOT NULL,
    journal_chunk text NOT NULL,
    CONSTRAINT workflow_journal_pkey PRIMARY KEY (run_id, chunk)
);

-- Values that a run has published, and changes of its memo. Payloads that are text are in value_text.
CREATE TABLE IF NOT EXISTS workflow_value (
    run_id      uuid NOT NULL,
    value_kind  smallint NOT NULL,
    value_name  varchar(1000) NOT NULL,
    value_text  text,
    value_bytes bytea,
    written_at  timestamp(6) with time zone NOT NULL,
    CONSTRAINT workflow_value_pkey PRIMARY KEY (run_id, value_kind, value_name)
);

-- Messages to a run: signals, updates with their outcomes, and requests to cancel it.
CREATE TABLE IF NOT EXISTS workflow_message (
    message_id   bigint GENERATED BY DEFAULT AS IDENTITY,
    run_id       uuid NOT NULL,
    message_kind smallint NOT NULL,
    message_name varchar(1000),
    payload      bytea,
    request_id   varchar(1000),
    sent_at      timestamp(6) with time zone NOT NULL,
    taken_turn   integer,
    outcome      smallint,
    result       bytea,
    failure      bytea,
    CONSTRAINT workflow_message_pkey PRIMARY KEY (message_id)
);

CREATE INDEX IF NOT EXISTS workflow_message_run ON workflow_message (run_id, message_id);

CREATE UNIQUE INDEX IF NOT EXISTS workflow_message_request ON workflow_message (run_id, message_kind, request_id);

CREATE INDEX IF NOT EXISTS workflow_message_untaken ON workflow_message (run_id) WHERE taken_turn IS NULL;

-- What runs have decided and no node has carried out yet: messages to other runs, and the close of children.
CREATE TABLE IF NOT EXISTS workflow_outbox (
    outbox_id          bigint GENERATED BY DEFAULT AS IDENTITY,
    run_id             uuid NOT NULL,
    outbox_kind        smallint NOT NULL,
    outbox_number      integer NOT NULL,
    target_workflow_id varchar(1000),
    target_run_id      uuid,
    message_name       varchar(1000),
    payload            bytea,
    CONSTRAINT workflow_outbox_pkey PRIMARY KEY (outbox_id)
);

CREATE INDEX IF NOT EXISTS workflow_outbox_run ON workflow_outbox (run_id, outbox_id);

UPDATE activity_schema SET version = 7, compatible_from = 4 WHERE id = 1 AND version < 7;
