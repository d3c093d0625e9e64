/**
 * The tables as entities: users read them with ordinary queries, and the engine writes them. Entities depend only on the codec
 * and the state machine.
 */
package io.quarkiverse.activities.entity;
