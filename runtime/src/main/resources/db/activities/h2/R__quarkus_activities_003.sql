--liquibase formatted sql
--changeset quarkus-activities:3

-- Quarkus Activities, schema version 3. Also a Flyway repeatable migration: running it again changes nothing.

-- PostgreSQL gets a partial index for lists here. H2 has none, and a full index would slow down every completion.
UPDATE activity_schema SET version = 3 WHERE id = 1 AND version < 3;
