package org.yilian.camel.dicom;

import java.util.Arrays;
import java.util.Locale;
import org.yilian.dicom.net.NormalizedRequest;

/** What a producer does; as in URIs. */
public enum DicomOperation {
    echo,
    store,
    find,
    move,
    nEventReport,
    nGet,
    nSet,
    nAction,
    nCreate,
    nDelete;

    /** Reads "store" as well as "C-STORE" and "N-EVENT-REPORT", which is how a consumer names them. */
    static DicomOperation of(String text) {
        String plain = text.toLowerCase(Locale.ROOT).replaceFirst("^c-", "").replace("-", "");
        return Arrays.stream(values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(plain))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such DICOM operation"));
    }

    NormalizedRequest.Operation normalized() {
        return Arrays.stream(NormalizedRequest.Operation.values())
                .filter(each -> of(named(each)) == this)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no normalized service"));
    }

    /** The name of a normalized service as PS3.7 writes it. */
    static String named(NormalizedRequest.Operation operation) {
        return operation.name().replace('_', '-');
    }
}
