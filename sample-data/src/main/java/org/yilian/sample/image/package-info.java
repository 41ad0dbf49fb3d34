/**
 * Pixels and tracings made by code: a chest phantom seen by CT and as a film, an ultrasound fan over a pulsating vessel, a
 * 12-lead electrocardiogram; with the modules DICOM asks for. Only exact arithmetic and {@link StrictMath}, so that every
 * Java version makes the same bytes.
 */
package org.yilian.sample.image;
