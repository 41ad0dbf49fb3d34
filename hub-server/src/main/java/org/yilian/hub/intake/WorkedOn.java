package org.yilian.hub.intake;

import org.yilian.hl7v2.MshHeader;
import org.yilian.hl7v2.Receipt;

/**
 * A message whose sender waits for the application's word was worked on; published in the transaction that says so.
 *
 * @param id of the message in the inbox
 * @param facility whose message it is
 * @param msh its header
 * @param receipt what became of it
 */
public record WorkedOn(long id, String facility, MshHeader msh, Receipt receipt) {}
