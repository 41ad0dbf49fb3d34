package org.yilian.mappings.change;

import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * A report learns which studies it is about. It is as old as before and says what it said: this comes from the images, not
 * from who reports.
 *
 * @param studies {@code ImagingStudy/id}
 */
public record ImagesLinked(SortedSet<String> studies) implements Amendment {
    public ImagesLinked {
        studies = new TreeSet<>(studies);
    }

    /** Of these studies. */
    public static ImagesLinked to(Collection<String> studies) {
        return new ImagesLinked(new TreeSet<>(studies));
    }

    @Override
    public void amend(Resource stored, Resource said, Resource merged) {
        amendLate(said, merged);
    }

    @Override
    public void amendLate(Resource said, Resource merged) {
        DiagnosticReport report = (DiagnosticReport) merged;
        for (String study : studies) {
            if (report.getImagingStudy().stream().noneMatch(known -> study.equals(known.getReference()))) {
                report.addImagingStudy(new Reference(study));
            }
        }
    }
}
