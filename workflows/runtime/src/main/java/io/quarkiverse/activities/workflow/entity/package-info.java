/** The tables of workflows as entities: users read them with ordinary queries, and the store writes them with SQL. */
package io.quarkiverse.activities.workflow.entity;
