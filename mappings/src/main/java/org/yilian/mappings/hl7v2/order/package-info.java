/** What an order is known by and how far it is: the one rule by which orders, their answers and results meet. */
package org.yilian.mappings.hl7v2.order;
