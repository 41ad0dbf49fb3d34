/**
 * Searching the image index as
 * <a href="https://dicom.nema.org/medical/dicom/current/output/chtml/part18/sect_10.6.html">QIDO-RS, PS3.18 10.6</a> and
 * PS3.4 C.2.2.2 say: parameters parsed at the door, then nothing but SQL conditions with bound values.
 */
package org.yilian.hub.imaging.query;
