--liquibase formatted sql
--changeset quarkus-activities:4

-- Quarkus Activities, schema version 4. Also a Flyway repeatable migration: it may run again and changes nothing then.

-- PostgreSQL gets partial indexes here. H2 has none, and is not shared by nodes that may be lost.
UPDATE activity_schema SET version = 4 WHERE id = 1 AND version < 4;
