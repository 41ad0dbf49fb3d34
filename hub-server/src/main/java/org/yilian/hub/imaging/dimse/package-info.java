/**
 * DIMSE services other than storage, as <a
 * href="https://dicom.nema.org/medical/dicom/current/output/chtml/part04/chapter_C.html">PS3.4 annexes C and J</a> say: query and
 * retrieve on the image index for systems of the region's members, and storage commitment. Routes behind the one DIMSE door.
 */
package org.yilian.hub.imaging.dimse;
