/**
 * This process among others, and what nodes tell each other so that nobody waits for the next poll. Nothing depends on being
 * told: what gets lost is found by polling.
 */
package io.quarkiverse.activities.runtime.node;
