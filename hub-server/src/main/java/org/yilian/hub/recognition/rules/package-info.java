/**
 * The rules of mutual recognition as a pure function: no clock, no database, no framework. The same question, candidates
 * and rulebook give the same decision years later (invariant 11, ADR 0040).
 */
package org.yilian.hub.recognition.rules;
