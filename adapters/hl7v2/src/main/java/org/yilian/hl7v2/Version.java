package org.yilian.hl7v2;

/** The first two numbers of MSH-12; what cannot be read counts as 2.5. Patch levels only count as "later". */
record Version(int major, int minor, boolean patched) {

    private static final Version USUAL = new Version(2, 5, false);

    static Version of(MshHeader msh) {
        if (msh == null) {
            return USUAL;
        }
        String[] parts = msh.component(msh.versionId(), 1).strip().split("\\.", -1);
        try {
            return parts.length < 2
                    ? USUAL
                    : new Version(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), parts.length > 2);
        } catch (NumberFormatException unknown) {
            return USUAL;
        }
    }

    boolean before(int otherMajor, int otherMinor) {
        return major < otherMajor || (major == otherMajor && minor < otherMinor);
    }

    /** This version itself, without patch level: 2.3 but not 2.3.1. */
    boolean is(int otherMajor, int otherMinor) {
        return major == otherMajor && minor == otherMinor && !patched;
    }
}
