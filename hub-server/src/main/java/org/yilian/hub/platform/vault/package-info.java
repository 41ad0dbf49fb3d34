/**
 * Encryption at rest of what was received: raw messages in the database, objects in the image store. Knows neither; they
 * bring bytes and what these are. Decision: ADR 0095.
 */
package org.yilian.hub.platform.vault;
