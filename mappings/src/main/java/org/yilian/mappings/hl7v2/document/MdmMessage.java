package org.yilian.mappings.hl7v2.document;

import java.time.Instant;
import java.util.List;
import org.hl7.fhir.r4.model.Reference;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.group.Grammar;
import org.yilian.mappings.hl7v2.group.Group;
import org.yilian.mappings.hl7v2.segment.Subject;

/** MDM messages (HL7 v2.8 section 9.6): a DocumentReference per TXA, its contents from the OBX below. */
final class MdmMessage {
    private static final Grammar GRAMMAR = Grammar.of("""
            MSH SFT UAC EVN PID PV1 PV2 NTE
            ORDER(ORC OBR): TQ1 TQ2 NTE PRT
            DOCUMENT(TXA): CON NTE PRT
              CONTENT(OBX): NTE PRT
            """);

    private MdmMessage() {}

    static void translate(MessageContext context, MdmEvent event) {
        Group message = GRAMMAR.bind(context.segments());
        Subject subject = Subject.repeated(context, message);
        if (subject == null) {
            return;
        }
        if (message.group("DOCUMENT") == null) {
            context.remark(RemarkCode.NO_DOCUMENT, "TXA");
            return;
        }
        Instant asOf = context.asOf(recorded(message.first("EVN")));
        List<Reference> orders = RelatedOrders.of(context, subject, message.groups("ORDER"));
        for (Group document : message.groups("DOCUMENT")) {
            new TxaDocument(context, subject, event, document, orders, asOf).write();
        }
    }

    private static Field recorded(Segment evn) {
        if (evn == null) {
            return null;
        }
        evn.skip(1);
        return evn.field(2);
    }
}
