/**
 * What differs by hospital, as data: layers of a profile (base, vendor, hospital, interface) read from their description,
 * and the closed list of operators that change a message before it is mapped. No scripting, nothing that runs longer than
 * the message is long.
 */
package org.yilian.mappings.hl7v2.profile;
