package org.yilian.mappings.hl7v2.datatype;

import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.StringType;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;

/** XAD and AD (HL7 v2.8 section 2A.3.87) to Address; {@code text} only for Han addresses, largest part first. */
public final class Xad {
    private static final String CORE = "http://hl7.org/fhir/StructureDefinition/";
    /** HL7 table 0190 says what an address is to a person in more words than R4's use; those are kept as they are. */
    private static final String TYPE = Uris.BASE + "/StructureDefinition/address-type";

    private Xad() {}

    /** The address; null when it has no part. */
    public static Address address(MessageContext context, Field field) {
        Address address = new Address();
        String street = field.get(1, 1);
        String other = field.get(2);
        lines(address, street, field.get(1, 2), field.get(1, 3), other, field.get(19));
        address.setCity(field.get(3));
        address.setState(field.get(4));
        address.setPostalCode(field.get(5));
        address.setCountry(field.get(6));
        address.setDistrict(Cwe.text(field, 9));
        if (address.isEmpty()) {
            return null;
        }
        if (Names.isHan(street) || Names.isHan(address.getCity())) {
            address.setText(text(address.getState(), address.getCity(), address.getDistrict(), street, other));
        }
        use(context, field, address);
        String tract = Cwe.text(field, 10);
        if (tract != null) {
            address.addExtension(CORE + "iso21090-ADXP-censusTract", new StringType(tract));
        }
        Period period = Dr.effective(context, field, 12, 13, 14);
        if (period != null) {
            address.setPeriod(period);
        }
        return address;
    }

    private static void lines(Address address, String... parts) {
        for (String part : parts) {
            if (part != null) {
                address.addLine(part);
            }
        }
    }

    /** HL7 table 0190, as the guide maps it; a legal or permanent address (L, P, RH) is where somebody lives. */
    private static void use(MessageContext context, Field field, Address address) {
        String type = field.get(7);
        if (type == null) {
            return;
        }
        switch (type) {
            case "H", "L", "P", "RH" -> address.setUse(Address.AddressUse.HOME);
            case "B", "O" -> address.setUse(Address.AddressUse.WORK);
            case "C", "TM" -> address.setUse(Address.AddressUse.TEMP);
            case "BI" -> address.setUse(Address.AddressUse.BILLING);
            case "BA" -> address.setUse(Address.AddressUse.OLD);
            case "M", "SH" -> address.setType(Address.AddressType.POSTAL);
            case "HV" -> address.addExtension(CORE + "iso21090-AD-use", new CodeType("HV"));
            case "N", "BDL", "BR", "F", "S", "V" ->
                address.addExtension(
                        TYPE, new Coding().setSystem(Cwe.table("0190")).setCode(type));
            default -> context.remark(RemarkCode.TABLE_CODE_UNKNOWN, field.location(7));
        }
    }

    /** 北京 before 北京市 is said by it already, and a street can hold the whole address. */
    private static String text(String... parts) {
        String text = "";
        for (String part : parts) {
            if (part != null) {
                text = part.startsWith(text) ? part : text + part;
            }
        }
        return text;
    }
}
