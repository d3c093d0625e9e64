--liquibase formatted sql
--changeset quarkus-activities:4

-- Quarkus Activities, schema version 4. Also a Flyway repeatable migration: running it again changes nothing.

-- PostgreSQL gets partial indexes here. H2 has none, and an embedded H2 has no other nodes that may be lost.
UPDATE activity_schema SET version = 4 WHERE id = 1 AND version < 4;
