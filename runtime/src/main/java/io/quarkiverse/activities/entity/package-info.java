/**
 * The tables as entities: users read them with ordinary queries, the engine writes them. Entities use only the codec and the
 * state
 * machine.
 */
package io.quarkiverse.activities.entity;
