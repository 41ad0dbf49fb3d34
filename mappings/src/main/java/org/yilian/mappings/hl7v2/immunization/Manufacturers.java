package org.yilian.mappings.hl7v2.immunization;

import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Reference;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.datatype.Cwe;

/** RXA-17 (CWE) to Organization, after the guide's map CWE[Organization]. */
final class Manufacturers {
    private Manufacturers() {}

    /** Null when nobody is named. */
    static Reference reference(MessageContext context, Field field) {
        String code = field.get(1);
        String name = field.get(2);
        if (code == null) {
            return name == null ? null : new Reference().setType("Organization").setDisplay(name);
        }
        String system = Cwe.system(context.profile(), field.get(3), null, "manufacturer");
        Organization organization = context.own(new Organization(), context.id("Organization", system, code));
        organization.addIdentifier().setSystem(system).setValue(code);
        organization.setName(name == null ? code : name);
        context.stub(organization);
        return new Reference(organization.getId()).setDisplay(organization.getName());
    }
}
