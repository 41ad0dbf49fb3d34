/**
 * Orders and answers to them (HL7 v2.8 chapter 4), and the one rule by which orders and results meet: an order is known
 * by its placer's number, else by its filler's.
 */
package org.yilian.mappings.hl7v2.order;
