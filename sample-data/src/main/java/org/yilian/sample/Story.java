package org.yilian.sample;

import org.yilian.sample.cast.Person;

/**
 * The people of the region that something is shown with; what happened to them is in history/fixed-visits.csv. Windows are
 * those of the demo region's catalogue; the region central hospital H001 is the one that asks.
 */
public enum Story {
    /** Registered at all four hospitals. Lipid panel at H002, ten days old: recognisable (window 30 days). */
    KNOWN_EVERYWHERE("P0001"),
    /** Lipid panel at H002, 45 days old: expired. */
    EXPIRED_LIPIDS("P0002"),
    /** Liver panel at H004, five days old, sampled while H004's quality assessment was failed. */
    UNQUALIFIED_LABORATORY("P0003"),
    /** Potassium 2.6 mmol/L at H002 yesterday at 14 o'clock: critical. */
    CRITICAL_POTASSIUM("P0004"),
    /** Plain chest CT at H002, twelve days old: recognisable; for a contrast CT it is another item. */
    CHEST_CT("P0005"),
    /** Glucose 126 mg/dL at H003, three days old: recognisable, 6.99 mmol/L. */
    OTHER_UNITS("P0006"),
    /** Lipid panel at H002 of which only the preliminary report was sent. */
    PRELIMINARY_ONLY("P0007"),
    /** Kidney panel at H002 whose creatinine was corrected to 118 umol/L. */
    CORRECTED("P0008"),
    /** Without identity number at H004, where a namesake with the same birth date may be meant as well. */
    UNCERTAIN_IDENTITY("P0009"),
    /** Liver panel at H002 with ALT and AST, without GGT. */
    INCOMPLETE_PANEL("P0010"),
    /** ECG at H004, taken yesterday at 18 o'clock (window 24 hours); a rare character in the name. */
    RECENT_ECG("P0011"),
    /** Two numbers at H002, merged by A40; the lipid panel, two weeks old, came under the former one. */
    MERGED_NUMBERS("P0012");

    private final String key;

    Story(String key) {
        this.key = key;
    }

    public Person person(SampleRegion region) {
        return region.cast().person(key);
    }
}
