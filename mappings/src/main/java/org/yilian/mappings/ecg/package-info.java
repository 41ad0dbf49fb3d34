/** HL7 v3 Annotated ECG into DICOM waveforms. */
package org.yilian.mappings.ecg;
