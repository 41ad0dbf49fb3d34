package org.yilian.sample.image;

import org.yilian.dicom.Dictionary;

/** Tags of elements that few programs need; looked up by keyword. */
final class MoreTags {
    static final int AcquisitionContextSequence = tag("AcquisitionContextSequence");
    static final int AcquisitionTimeSynchronized = tag("AcquisitionTimeSynchronized");
    static final int AnnotationGroupNumber = tag("AnnotationGroupNumber");
    static final int ChannelSampleSkew = tag("ChannelSampleSkew");
    static final int DetectorType = tag("DetectorType");
    static final int FilterHighFrequency = tag("FilterHighFrequency");
    static final int FilterLowFrequency = tag("FilterLowFrequency");
    static final int PhysicalDeltaX = tag("PhysicalDeltaX");
    static final int PhysicalDeltaY = tag("PhysicalDeltaY");
    static final int PhysicalUnitsXDirection = tag("PhysicalUnitsXDirection");
    static final int PhysicalUnitsYDirection = tag("PhysicalUnitsYDirection");
    static final int PixelIntensityRelationship = tag("PixelIntensityRelationship");
    static final int PixelIntensityRelationshipSign = tag("PixelIntensityRelationshipSign");
    static final int PixelSpacingCalibrationDescription = tag("PixelSpacingCalibrationDescription");
    static final int PixelSpacingCalibrationType = tag("PixelSpacingCalibrationType");
    static final int PositionerType = tag("PositionerType");
    static final int RegionDataType = tag("RegionDataType");
    static final int RegionFlags = tag("RegionFlags");
    static final int RegionLocationMaxX1 = tag("RegionLocationMaxX1");
    static final int RegionLocationMaxY1 = tag("RegionLocationMaxY1");
    static final int RegionLocationMinX0 = tag("RegionLocationMinX0");
    static final int RegionLocationMinY0 = tag("RegionLocationMinY0");
    static final int RegionSpatialFormat = tag("RegionSpatialFormat");
    static final int SequenceOfUltrasoundRegions = tag("SequenceOfUltrasoundRegions");
    static final int SynchronizationFrameOfReferenceUID = tag("SynchronizationFrameOfReferenceUID");
    static final int SynchronizationTrigger = tag("SynchronizationTrigger");
    static final int UltrasoundColorDataPresent = tag("UltrasoundColorDataPresent");
    static final int ViewCodeSequence = tag("ViewCodeSequence");

    private MoreTags() {}

    private static int tag(String keyword) {
        return Dictionary.tagOf(keyword).orElseThrow(() -> new IllegalArgumentException("No keyword " + keyword));
    }
}
