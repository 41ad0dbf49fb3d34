/**
 * Who may see records of another hospital: facts kept with the records, found with one question for a page, and decided by
 * a pure function. ADR 0085.
 */
package org.yilian.hub.security.disclosure;
