/** Rows of HAPI's tables and the quickest way into the database for many of them. Knows no resource. */
package org.yilian.hub.record.rows;
