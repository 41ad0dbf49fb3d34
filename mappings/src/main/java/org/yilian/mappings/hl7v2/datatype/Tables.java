package org.yilian.mappings.hl7v2.datatype;

import java.util.Map;
import java.util.Set;

/** Codes of HL7 tables as FHIR R4 publishes them: a code outside would be an error under the table's system. */
public final class Tables {
    /** v2-0203 with the types that later versions of HL7 v2 added left out. */
    public static final Set<String> IDENTIFIER_TYPES =
            words("AC ACSN AM AMA AN ANC AND ANON ANT APRN ASID BA BC BCFN BCT BR BRN"
                    + " BSNR CC CONM CY CZ DC DCFN DDS DEA DFN DI DL DN DO DP DPM DR DS EI EN ESN FDR FDRFN FI FILL GI GL GN HC"
                    + " IND JHN LACSN LANR LI LN LR MA MB MC MCD MCN MCR MCT MD MI MR MRT MS NBSNR NCT NE NH NI NII NIIP NP NPI"
                    + " OBI OD PA PC PCN PE PEN PHC PHE PHO PI PLAC PN PNT PPIN PPN PRC PRN PT QA RI RN RPH RR RRI RRP SB SID SL"
                    + " SN SNBSN SNO SP SR SS STN TAX TN TPR TRL U UDI UPIN USID VN VP VS WC WCN WP XX");

    /** v2-0074. */
    public static final Set<String> SECTIONS =
            words("AU BG BLB CG CH CP CT CTH CUS EC EN GE HM ICU IMG IMM LAB MB MCB MYC NMR"
                    + " NMS NRS OSL OT OTH OUS PAR PAT PF PHR PHY PT RAD RC RT RUS RX SP SR TX URN VR VUS XRC");

    /** v3-ObservationInterpretation. */
    public static final Set<String> INTERPRETATIONS =
            words("CAR B D U W < > AC IE QCF TOX A AA HH LL H HU L LU N I MS NCL NS R"
                    + " SYN-R S SDD SYN-S VS EX HX LX IND E NEG ND POS DET EXP UNE NR RR WR");

    /** Systems by the names of HL7 table 0396 and by names seen in the wild. */
    public static final Map<String, String> SYSTEMS = Map.ofEntries(
            Map.entry("LN", "http://loinc.org"),
            Map.entry("LOINC", "http://loinc.org"),
            Map.entry("SCT", "http://snomed.info/sct"),
            Map.entry("SNOMED-CT", "http://snomed.info/sct"),
            Map.entry("SCT2", "http://snomed.info/sct"),
            Map.entry("UCUM", "http://unitsofmeasure.org"),
            Map.entry("I10", "http://hl7.org/fhir/sid/icd-10"),
            Map.entry("ICD10", "http://hl7.org/fhir/sid/icd-10"),
            Map.entry("ICD-10", "http://hl7.org/fhir/sid/icd-10"),
            Map.entry("I10C", "http://hl7.org/fhir/sid/icd-10-cm"),
            Map.entry("I9C", "http://hl7.org/fhir/sid/icd-9-cm"),
            Map.entry("I9CDX", "http://hl7.org/fhir/sid/icd-9-cm"),
            Map.entry("CVX", "http://hl7.org/fhir/sid/cvx"),
            Map.entry("NDC", "http://hl7.org/fhir/sid/ndc"),
            Map.entry("ATC", "http://www.whocc.no/atc"),
            Map.entry("RXNORM", "http://www.nlm.nih.gov/research/umls/rxnorm"),
            Map.entry("C4", "http://www.ama-assn.org/go/cpt"),
            Map.entry("CPT", "http://www.ama-assn.org/go/cpt"));

    private Tables() {}

    private static Set<String> words(String text) {
        return Set.of(text.split(" "));
    }
}
