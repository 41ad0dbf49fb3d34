package org.yilian.sample.hl7;

import java.nio.charset.Charset;
import java.time.Instant;
import org.yilian.sample.Hospital;
import org.yilian.sample.SourceSystem;

/**
 * A message as it goes over the wire, without its frame.
 *
 * @param patientKey messages with the same hospital and key have to stay in order
 * @param repeat whether the same bytes were sent before: the same answer is due and nothing may change
 */
public record HospitalMessage(
        int index,
        Hospital hospital,
        SourceSystem system,
        String trigger,
        String controlId,
        String patientKey,
        Instant at,
        boolean repeat,
        byte[] bytes,
        Charset charset) {

    public String text() {
        return new String(bytes, charset);
    }
}
