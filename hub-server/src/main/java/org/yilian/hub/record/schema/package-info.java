/** What of HAPI's tables the database keeps in order: see ADR 0012. */
package org.yilian.hub.record.schema;
