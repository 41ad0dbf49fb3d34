package org.yilian.sample;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The four hospitals of the sample region and the habits of their systems: HL7 v2 version, character sets, and how they
 * number patients. Numbers of different hospitals collide on purpose (H002 and H004 share a range).
 */
public enum Hospital {
    H001("区域中心医院", "Regional Central Hospital", "2.5.1", StandardCharsets.UTF_8, StandardCharsets.UTF_8),
    H002("县人民医院", "County People's Hospital", "2.4", StandardCharsets.UTF_8, Charset.forName("GB18030")),
    H003("妇幼保健院", "Maternity and Child Hospital", "2.5.1", StandardCharsets.UTF_8, StandardCharsets.UTF_8),
    H004("镇卫生院", "Township Health Centre", "2.4", Charset.forName("GB18030"), StandardCharsets.UTF_8);

    private final String nameZh;
    private final String nameEn;
    private final String version;
    private final Charset hisCharset;
    private final Charset lisCharset;

    Hospital(String nameZh, String nameEn, String version, Charset hisCharset, Charset lisCharset) {
        this.nameZh = nameZh;
        this.nameEn = nameEn;
        this.version = version;
        this.hisCharset = hisCharset;
        this.lisCharset = lisCharset;
    }

    public String nameZh() {
        return nameZh;
    }

    public String nameEn() {
        return nameEn;
    }

    /** HL7 v2 version its systems speak. */
    public String version() {
        return version;
    }

    /** Lower case code, as in client ids and in the namespaces of its numbers. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The calling AE title of its archive. */
    public String aeTitle() {
        return name() + "PACS";
    }

    public Charset charset(SourceSystem system) {
        return system == SourceSystem.HIS ? hisCharset : lisCharset;
    }

    /** What MSH-18 says; empty where the system says nothing although it should (the HIS of H004). */
    public String declaredCharset(SourceSystem system) {
        if (charset(system).equals(StandardCharsets.UTF_8)) {
            return "UNICODE UTF-8";
        }
        return this == H002 ? "GB 18030-2000" : "";
    }

    /** The patient number this hospital gives to its n-th patient. */
    public String patientNumber(int n) {
        return switch (this) {
            case H001 -> String.format(Locale.ROOT, "%08d", 10023000 + 7 * n);
            case H002 -> String.format(Locale.ROOT, "%06d", 41000 + n);
            case H003 -> String.format(Locale.ROOT, "FY%d-%04d", 2019 + n % 7, 1000 + 3 * n);
            case H004 -> String.format(Locale.ROOT, "%06d", 41000 + 2 * n);
        };
    }
}
