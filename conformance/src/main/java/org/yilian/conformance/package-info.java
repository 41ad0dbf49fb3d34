/**
 * The hub from outside: only sockets, never a bean of the hub. What stands here believes nothing but what the hub
 * answers over MLLP, DIMSE and HTTP.
 */
package org.yilian.conformance;
