/** DICOM studies to FHIR R4: what the image index knows of one study, to Patient and ImagingStudy. */
package org.yilian.mappings.dicom;
