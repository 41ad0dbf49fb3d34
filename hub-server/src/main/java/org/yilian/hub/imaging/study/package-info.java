/** The record's view of the archive: one ImagingStudy per study, written when the study has been quiet for a moment. */
package org.yilian.hub.imaging.study;
