package org.yilian.mappings.hl7v2;

import java.util.Map;
import java.util.Set;

/** What hospitals commonly write and mean; every entry can be replaced in a facility's profile. */
final class CommonTables {
    /** Names of the citizen identity number in CX-4 and CX-5. */
    static final Set<String> CITIZEN_ID_NAMES =
            Set.of("2.16.156.10011.1.3", "CN-ID", "CNID", "IDCARD", "SFZ", "身份证", "居民身份证", "NNCHN", "NNCN", "GA");

    /** Only where the text can mean one thing. */
    static final Map<String, String> UNITS = Map.ofEntries(
            Map.entry("10^9/L", "10*9/L"),
            Map.entry("10*9/L", "10*9/L"),
            Map.entry("x10^9/L", "10*9/L"),
            Map.entry("×10^9/L", "10*9/L"),
            Map.entry("10E9/L", "10*9/L"),
            Map.entry("10^12/L", "10*12/L"),
            Map.entry("10*12/L", "10*12/L"),
            Map.entry("x10^12/L", "10*12/L"),
            Map.entry("×10^12/L", "10*12/L"),
            Map.entry("10E12/L", "10*12/L"),
            Map.entry("mmol/L", "mmol/L"),
            Map.entry("umol/L", "umol/L"),
            Map.entry("μmol/L", "umol/L"),
            Map.entry("µmol/L", "umol/L"),
            Map.entry("nmol/L", "nmol/L"),
            Map.entry("pmol/L", "pmol/L"),
            Map.entry("g/L", "g/L"),
            Map.entry("g/dL", "g/dL"),
            Map.entry("mg/L", "mg/L"),
            Map.entry("mg/dL", "mg/dL"),
            Map.entry("ug/L", "ug/L"),
            Map.entry("μg/L", "ug/L"),
            Map.entry("µg/L", "ug/L"),
            Map.entry("ng/mL", "ng/mL"),
            Map.entry("ng/L", "ng/L"),
            Map.entry("pg/mL", "pg/mL"),
            Map.entry("pg", "pg"),
            Map.entry("fL", "fL"),
            Map.entry("U/L", "U/L"),
            Map.entry("IU/L", "[iU]/L"),
            Map.entry("mIU/L", "m[iU]/L"),
            Map.entry("uIU/mL", "u[iU]/mL"),
            Map.entry("μIU/mL", "u[iU]/mL"),
            Map.entry("IU/mL", "[iU]/mL"),
            Map.entry("%", "%"),
            Map.entry("L", "L"),
            Map.entry("mL", "mL"),
            Map.entry("ml", "mL"),
            Map.entry("毫升", "mL"),
            Map.entry("g", "g"),
            Map.entry("克", "g"),
            Map.entry("mg", "mg"),
            Map.entry("毫克", "mg"),
            Map.entry("ug", "ug"),
            Map.entry("μg", "ug"),
            Map.entry("微克", "ug"),
            Map.entry("IU", "[iU]"),
            Map.entry("mmol", "mmol"),
            Map.entry("mV", "mV"),
            Map.entry("min", "min"),
            Map.entry("分钟", "min"),
            Map.entry("h", "h"),
            Map.entry("小时", "h"),
            Map.entry("d", "d"),
            Map.entry("天", "d"),
            Map.entry("mL/h", "mL/h"),
            Map.entry("s", "s"),
            Map.entry("sec", "s"),
            Map.entry("秒", "s"),
            Map.entry("ms", "ms"),
            Map.entry("mm/h", "mm/h"),
            Map.entry("次/分", "/min"),
            Map.entry("bpm", "/min"),
            Map.entry("mmHg", "mm[Hg]"),
            Map.entry("kg", "kg"),
            Map.entry("cm", "cm"),
            Map.entry("mm", "mm"),
            Map.entry("℃", "Cel"),
            Map.entry("mL/min", "mL/min"),
            Map.entry("mL/min/1.73m2", "mL/min/{1.73_m2}"),
            Map.entry("mL/(min·1.73m2)", "mL/min/{1.73_m2}"));

    /** HL7 table 0078 is taken over by v3-ObservationInterpretation; these are the others. */
    static final Map<String, String> FLAGS = Map.ofEntries(
            Map.entry("↑", "H"),
            Map.entry("↑↑", "HH"),
            Map.entry("↓", "L"),
            Map.entry("↓↓", "LL"),
            Map.entry("偏高", "H"),
            Map.entry("偏低", "L"),
            Map.entry("高", "H"),
            Map.entry("低", "L"),
            Map.entry("正常", "N"),
            Map.entry("异常", "A"),
            Map.entry("阳性", "POS"),
            Map.entry("阴性", "NEG"),
            Map.entry("弱阳性", "POS"),
            Map.entry("+", "POS"),
            Map.entry("-", "NEG"));

    /** HL7 table 0004 to v3-ActCode, after the guide's concept map; a walk-in (B, R) is ambulatory. */
    static final Map<String, String> PATIENT_CLASSES = Map.ofEntries(
            Map.entry("I", "IMP"),
            Map.entry("O", "AMB"),
            Map.entry("E", "EMER"),
            Map.entry("P", "PRENC"),
            Map.entry("R", "AMB"),
            Map.entry("H", "HH"),
            Map.entry("住院", "IMP"),
            Map.entry("门诊", "AMB"),
            Map.entry("急诊", "EMER"));

    private CommonTables() {}
}
