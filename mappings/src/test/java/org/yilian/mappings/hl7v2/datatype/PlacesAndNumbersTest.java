package org.yilian.mappings.hl7v2.datatype;

import static org.assertj.core.api.Assertions.assertThat;

import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yilian.mappings.hl7v2.Fields;
import org.yilian.mappings.hl7v2.Messages;

/** CX, EI, EIP, HD, XON, PL, XAD, XTN and CWE in components, after the guide's maps. */
class PlacesAndNumbersTest {

    @Test
    void readsEveryComponentOfCx() {
        Fields cx = Fields.of("42^7^M10^REG&1.2.3&ISO^XX^H2^20200101^20210101");
        Identifier identifier = Cx.identifier(cx.context(), cx.field(), null);
        assertThat(identifier.getSystem()).isEqualTo("urn:oid:1.2.3");
        assertThat(identifier.getExtension()).hasSize(3);
        assertThat(identifier.getPeriod().getEndElement().getValueAsString()).isEqualTo("2021-01-01");
        assertThat(cx.remarks()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "X&1.2.3&ISO, urn:oid:1.2.3",
        "&1.2.3, urn:oid:1.2.3",
        "&5DEF0C1B-0000-4000-8000-00805F9B34FB&UUID, urn:uuid:5def0c1b-0000-4000-8000-00805f9b34fb",
        "&https://example.org/ids&URI, https://example.org/ids",
        "X&example.org&DNS, https://fhir.yilian-hub.org/id/h001/authority-x",
        "X&not-a-uuid&UUID, https://fhir.yilian-hub.org/id/h001/authority-x"
    })
    void findsTheSystemOfAnAuthority(String authority, String system) {
        Fields cx = Fields.of("42^^^" + authority);
        assertThat(Cx.identifier(cx.context(), cx.field(), null).getSystem()).isEqualTo(system);
    }

    @Test
    void keepsTheNamespaceOfAnEiAsItsAssigner() {
        Fields ei = Fields.of("P1^HIS^1.2.3^ISO");
        Identifier identifier = Ei.identifier(ei.context(), ei.field(), "order", "PLAC");
        assertThat(identifier.getSystem()).isEqualTo("https://fhir.yilian-hub.org/id/h001/order");
        assertThat(identifier.getAssigner().getDisplay()).isEqualTo("HIS");
        assertThat(identifier.getAssigner().getIdentifier().getValue()).isEqualTo("urn:oid:1.2.3");
        assertThat(ei.remarks()).isEmpty();
        Fields own = Fields.of("P1^H001");
        assertThat(Ei.identifier(own.context(), own.field(), "order", "PLAC").hasAssigner())
                .isFalse();
    }

    @Test
    void readsBothSidesOfAnEip() {
        Fields eip = Fields.of("P1&HIS^F1&LIS");
        assertThat(Eip.placer(eip.context(), eip.field(), "order").getValue()).isEqualTo("P1");
        Identifier filler = Eip.filler(eip.context(), eip.field(), "filler");
        assertThat(filler.getValue()).isEqualTo("F1");
        assertThat(filler.getAssigner().getDisplay()).isEqualTo("LIS");
        assertThat(filler.getType().getCodingFirstRep().getCode()).isEqualTo("FILL");
        assertThat(eip.remarks()).isEmpty();
    }

    @Test
    void makesAnOrganizationOfANumberedXonOnly() {
        Fields xon = Fields.of("检验所^L^77^5^M10^REG&1.2.3&ISO^XX^H2^^L77");
        Reference reference = Xon.organization(xon.context(), xon.field());
        Organization organization = Messages.only(xon.finish(), Organization.class);
        assertThat(reference.getReference()).isEqualTo(organization.getId());
        assertThat(organization.getName()).isEqualTo("检验所");
        assertThat(organization.getIdentifierFirstRep().getValue()).isEqualTo("L77");
        assertThat(organization.getIdentifierFirstRep().getSystem()).isEqualTo("urn:oid:1.2.3");
        assertThat(xon.remarks()).containsExactly("INFO FIELD_NOT_USED ZZZ-1[1].2", "INFO FIELD_NOT_USED ZZZ-1[1].3");
        Fields named = Fields.of("检验所");
        assertThat(Xon.organization(named.context(), named.field()).hasReference())
                .isFalse();
        Fields own = Fields.of("H001");
        assertThat(Xon.organization(own.context(), own.field()).hasReference()).isTrue();
    }

    @Test
    void saysWhereAPlaceIs() {
        Fields pl = Fields.of("内科^302^1^H009^^^东楼^3楼");
        Reference place = Pl.location(pl.context(), pl.field());
        assertThat(place.getDisplay()).isEqualTo("东楼 3楼 内科 302 1");
        assertThat(place.getIdentifier().getValue()).isEqualTo("内科-302-1");
        assertThat(place.getIdentifier().getAssigner().getDisplay()).isEqualTo("H009");
        Fields described = Fields.of("W1^^^^^^A^^急诊抢救室");
        assertThat(Pl.location(described.context(), described.field()).getDisplay())
                .isEqualTo("A 急诊抢救室");
        Fields comprehensive = Fields.of("^^^^^^^^^LOC9&REG");
        assertThat(Pl.location(comprehensive.context(), comprehensive.field())
                        .getIdentifier()
                        .getValue())
                .isEqualTo("LOC9");
    }

    @Test
    void readsEveryComponentOfXadThatTheGuideMaps() {
        Fields xad =
                Fields.of("1 Main St&Main St&1^Apt 2^Town^ST^12345^CHN^H^^Haidian^T9^^20200101&20210101^^^^^^^c/o Li");
        Address address = Xad.address(xad.context(), xad.field());
        assertThat(address.getLine())
                .extracting("value")
                .containsExactly("1 Main St", "Main St", "1", "Apt 2", "c/o Li");
        assertThat(address.getDistrict()).isEqualTo("Haidian");
        assertThat(address.getUse()).isEqualTo(Address.AddressUse.HOME);
        assertThat(address.getExtension()).hasSize(1);
        assertThat(address.getPeriod().getStartElement().getValueAsString()).isEqualTo("2020-01-01");
        assertThat(xad.remarks()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"B,work", "O,work", "C,temp", "BI,billing", "BA,old", "H,home", "L,home", "M,", "HV,", "N,"})
    void mapsTheUseOfAnAddress(String type, String use) {
        Fields xad = Fields.of("x^^^^^^" + type);
        Address address = Xad.address(xad.context(), xad.field());
        assertThat(address.getUse() == null ? null : address.getUse().toCode()).isEqualTo(use);
        assertThat(xad.remarks()).isEmpty();
    }

    @Test
    void readsEveryComponentOfXtnThatTheGuideMaps() {
        Fields xtn = Fields.of("^PRN^PH^^86^10^65120001^99^晚上^^^^20200101^20210101^^^^2");
        ContactPoint contact = Xtn.contact(xtn.context(), xtn.field(), null);
        assertThat(contact.getValue()).isEqualTo("+86 10 65120001 ext. 99");
        assertThat(contact.getExtension()).hasSize(5);
        assertThat(contact.getRank()).isEqualTo(2);
        assertThat(contact.getPeriod().getEndElement().getValueAsString()).isEqualTo("2021-01-01");
        assertThat(xtn.remarks()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PH,phone", "CP,phone", "FX,fax", "BP,pager", "MD,other", "TTY,other", "SAT,phone", "Internet,email"})
    void mapsTheEquipment(String equipment, String system) {
        Fields xtn = Fields.of("123^PRN^" + equipment);
        assertThat(Xtn.contact(xtn.context(), xtn.field(), null).getSystem().toCode())
                .isEqualTo(system);
    }

    @Test
    void readsCodesInComponentsAndOfTables() {
        Fields cwe = Fields.of("ICU&重症&L^^x");
        assertThat(Cwe.concept(cwe.context(), cwe.field(), 1, "ward").getText()).isEqualTo("重症");
        Fields id = Fields.of("A");
        assertThat(Cwe.ofTable(id.context(), id.field(), "0052")
                        .getCodingFirstRep()
                        .getSystem())
                .isEqualTo("urn:oid:2.16.840.1.113883.12.52");
        Fields text = Fields.of("c^t^L^^^^^^原文");
        assertThat(Cwe.text(text.field())).isEqualTo("原文");
    }
}
