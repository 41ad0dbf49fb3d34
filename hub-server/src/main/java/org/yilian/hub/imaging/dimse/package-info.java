/**
 * DIMSE services other than storage, as <a
 * href="https://dicom.nema.org/medical/dicom/current/output/chtml/part04/chapter_C.html">PS3.4 annexes C and J</a> say: query and
 * retrieve on the image index for systems of the region's members, storage commitment, and performed procedure steps (annex F).
 * Routes behind the one DIMSE door.
 */
package org.yilian.hub.imaging.dimse;
