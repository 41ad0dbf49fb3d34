package org.yilian.mappings.hl7v2.datatype;

import org.hl7.fhir.r4.model.Address;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;

/** XAD and AD (HL7 v2.8 section 2A.3.87) to Address; {@code text} only for Han addresses, largest part first. */
public final class Xad {
    private Xad() {}

    /** The address; null when it has no part. */
    public static Address address(MessageContext context, Field field) {
        Address address = new Address();
        String street = field.get(1, 1);
        String other = field.get(2);
        if (street != null) {
            address.addLine(street);
        }
        if (other != null) {
            address.addLine(other);
        }
        address.setCity(field.get(3));
        address.setState(field.get(4));
        address.setPostalCode(field.get(5));
        address.setCountry(field.get(6));
        address.setDistrict(field.get(9, 1));
        if (address.isEmpty()) {
            return null;
        }
        if (Names.isHan(street) || Names.isHan(address.getCity())) {
            address.setText(text(address.getState(), address.getCity(), address.getDistrict(), street, other));
        }
        use(context, field, address);
        Dtm from = Dtm.of(context, field, 13);
        Dtm to = Dtm.of(context, field, 14);
        if (from != null || to != null) {
            address.setPeriod(Cx.period(from, to));
        }
        return address;
    }

    /** HL7 table 0190. */
    private static void use(MessageContext context, Field field, Address address) {
        String type = field.get(7);
        if (type == null) {
            return;
        }
        switch (type) {
            case "H", "L", "P" -> address.setUse(Address.AddressUse.HOME);
            case "B", "O" -> address.setUse(Address.AddressUse.WORK);
            case "C", "TM" -> address.setUse(Address.AddressUse.TEMP);
            case "BI" -> address.setUse(Address.AddressUse.BILLING);
            case "BA" -> address.setUse(Address.AddressUse.OLD);
            case "M", "SH" -> address.setType(Address.AddressType.POSTAL);
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
