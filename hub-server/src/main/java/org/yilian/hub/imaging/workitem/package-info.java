/**
 * Unified Procedure Steps, <a href="https://dicom.nema.org/medical/dicom/current/output/chtml/part04/chapter_CC.html">PS3.4
 * annex CC</a>: work on images (a reading, a segmentation, a quality check) that one system asks for and another does (ADR 0104).
 */
package org.yilian.hub.imaging.workitem;
