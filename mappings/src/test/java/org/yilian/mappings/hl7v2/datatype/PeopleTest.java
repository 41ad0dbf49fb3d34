package org.yilian.mappings.hl7v2.datatype;

import static org.assertj.core.api.Assertions.assertThat;

import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.yilian.mappings.hl7v2.Fields;
import org.yilian.mappings.hl7v2.Messages;

/** XPN, XCN, PPN, CNN and NDL, component by component, after the guide's maps. */
class PeopleTest {
    private static final String CORE = "http://hl7.org/fhir/StructureDefinition/";

    @Test
    void readsEveryComponentOfXpn() {
        Fields xpn = Fields.of(
                "Beethoven&van&Keverich&de&Brunswick^Ludwig^L.^Jr^Dr^MD^L^A^^20200101&20210101^F^20220101^20230101^PhD^Lu");
        HumanName name = Xpn.name(xpn.context(), xpn.field());
        assertThat(name.getFamily()).isEqualTo("Beethoven");
        assertThat(name.getFamilyElement()
                        .getExtensionByUrl(CORE + "humanname-own-prefix")
                        .getValue()
                        .primitiveValue())
                .isEqualTo("van");
        assertThat(name.getFamilyElement()
                        .getExtensionByUrl(CORE + "humanname-partner-name")
                        .getValue()
                        .primitiveValue())
                .isEqualTo("Brunswick");
        assertThat(name.getGiven()).extracting("value").containsExactly("Ludwig", "L.");
        assertThat(name.getPrefix()).extracting("value").containsExactly("Dr");
        assertThat(name.getSuffix()).extracting("value").containsExactly("Jr", "MD", "PhD");
        assertThat(name.getUse()).isEqualTo(HumanName.NameUse.OFFICIAL);
        assertThat(name.getExtensionByUrl(CORE + "humanname-assembly-order")
                        .getValue()
                        .primitiveValue())
                .isEqualTo("F");
        assertThat(name.getPeriod().getStartElement().getValueAsString()).isEqualTo("2022-01-01");
        HumanName nickname = Xpn.nickname(xpn.field());
        assertThat(nickname.getUse()).isEqualTo(HumanName.NameUse.NICKNAME);
        assertThat(nickname.getGivenAsSingleString()).isEqualTo("Lu");
        assertThat(xpn.remarks()).containsExactly("INFO FIELD_NOT_USED ZZZ-1[1].10");
    }

    @Test
    void readsTheValidityOfOlderVersions() {
        Fields xpn = Fields.of("张^三^^^^^L^^^20200101&20210101");
        assertThat(Xpn.name(xpn.context(), xpn.field())
                        .getPeriod()
                        .getEndElement()
                        .getValueAsString())
                .isEqualTo("2021-01-01");
        assertThat(xpn.remarks()).isEmpty();
    }

    @Test
    void readsEveryComponentOfXcnThatTheGuideMaps() {
        Fields xcn = Fields.of("D9^Li^Si^M^Jr^Dr^MD^^REG&1.2.3&ISO^L^5^M10^MD^H2^A^^^G^20200101^20210101^PhD");
        Reference who = Xcn.practitioner(xcn.context(), xcn.field());
        Practitioner practitioner = Messages.only(xcn.finish(), Practitioner.class);
        assertThat(who.getReference()).isEqualTo(practitioner.getId());
        assertThat(practitioner.getIdentifierFirstRep().getSystem()).isEqualTo("urn:oid:1.2.3");
        assertThat(practitioner.getIdentifierFirstRep().getExtension()).hasSize(3);
        assertThat(practitioner
                        .getQualificationFirstRep()
                        .getCode()
                        .getCodingFirstRep()
                        .getCode())
                .isEqualTo("MD");
        HumanName name = practitioner.getNameFirstRep();
        assertThat(name.getUse()).isEqualTo(HumanName.NameUse.OFFICIAL);
        assertThat(name.getSuffix()).extracting("value").containsExactly("Jr", "PhD");
        assertThat(name.getGiven()).hasSize(2);
        assertThat(name.hasPeriod()).isTrue();
        assertThat(xcn.remarks()).isEmpty();
    }

    @Test
    void readsThePersonOfPpnAndNdl() {
        Fields ppn = Fields.of("D9^李^四^^^^^^^^^^^^20260105^P");
        assertThat(Xcn.fromPpn(ppn.context(), ppn.field()).getDisplay()).isEqualTo("李四");
        assertThat(Messages.only(ppn.finish(), Practitioner.class)
                        .getNameFirstRep()
                        .getExtension())
                .hasSize(1);
        Fields ndl = Fields.of("D9&Li&Si&M&Jr&Dr&MD^20260105");
        assertThat(Xcn.fromNdl(ndl.context(), ndl.field()).getDisplay()).isEqualTo("Dr Si M Li Jr");
        assertThat(ndl.remarks()).containsExactly("INFO FIELD_NOT_USED ZZZ-1[1].2");
    }

    @Test
    void staffNumbersOfOneAuthorityAreOneSeries() {
        Fields own = Fields.of("D9^李^四^^^^^^H001");
        Fields bare = Fields.of("D9^李^四");
        assertThat(Xcn.practitioner(own.context(), own.field()).getReference())
                .isEqualTo(Xcn.practitioner(bare.context(), bare.field()).getReference());
    }
}
