/**
 * DICOM as a library: data sets, Part 10 files, character sets, DICOM JSON, the data dictionary. No framework, no pixel
 * decoding. Whom it may use: the JDK.
 *
 * <p>Start with {@link org.yilian.dicom.DataSet}, {@link org.yilian.dicom.DicomReader} and {@link org.yilian.dicom.DicomFile};
 * README.md has examples.
 *
 * @see <a href="https://dicom.nema.org/medical/dicom/current/output/html/part05.html">PS3.5</a>
 */
package org.yilian.dicom;
