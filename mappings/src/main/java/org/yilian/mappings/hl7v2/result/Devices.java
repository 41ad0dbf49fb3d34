package org.yilian.mappings.hl7v2.result;

import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.datatype.Ei;

/** OBX-18 and PRT-10: a device is referred to by its number; results do not say enough for a resource of its own. */
final class Devices {
    private Devices() {}

    /** Null when there is no number. */
    static Reference reference(MessageContext context, Field field) {
        Identifier device = Ei.identifier(context, field, "device", null);
        return device == null
                ? null
                : new Reference().setType("Device").setIdentifier(device).setDisplay(device.getValue());
    }
}
