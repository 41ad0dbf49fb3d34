package org.yilian.dicom;

import java.math.BigInteger;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Unique identifiers of the standard, by name and as a registry ({@code uids.tsv}), and new ones of our own.
 *
 * @see <a href="https://dicom.nema.org/medical/dicom/current/output/chtml/part06/chapter_A.html">PS3.6 annex A</a>
 */
public final class UID {

    // Transfer syntaxes
    public static final String ImplicitVRLittleEndian = "1.2.840.10008.1.2";
    public static final String ExplicitVRLittleEndian = "1.2.840.10008.1.2.1";
    public static final String EncapsulatedUncompressedExplicitVRLittleEndian = "1.2.840.10008.1.2.1.98";
    public static final String DeflatedExplicitVRLittleEndian = "1.2.840.10008.1.2.1.99";
    public static final String ExplicitVRBigEndian = "1.2.840.10008.1.2.2";
    public static final String JPEGBaseline8Bit = "1.2.840.10008.1.2.4.50";
    public static final String JPEGExtended12Bit = "1.2.840.10008.1.2.4.51";
    public static final String JPEGLossless = "1.2.840.10008.1.2.4.57";
    public static final String JPEGLosslessSV1 = "1.2.840.10008.1.2.4.70";
    public static final String JPEGLSLossless = "1.2.840.10008.1.2.4.80";
    public static final String JPEGLSNearLossless = "1.2.840.10008.1.2.4.81";
    public static final String JPEG2000Lossless = "1.2.840.10008.1.2.4.90";
    public static final String JPEG2000 = "1.2.840.10008.1.2.4.91";
    public static final String JPEG2000MCLossless = "1.2.840.10008.1.2.4.92";
    public static final String JPEG2000MC = "1.2.840.10008.1.2.4.93";
    public static final String JPIPReferenced = "1.2.840.10008.1.2.4.94";
    public static final String JPIPReferencedDeflate = "1.2.840.10008.1.2.4.95";
    public static final String MPEG2MPML = "1.2.840.10008.1.2.4.100";
    public static final String MPEG2MPMLF = "1.2.840.10008.1.2.4.100.1";
    public static final String MPEG2MPHL = "1.2.840.10008.1.2.4.101";
    public static final String MPEG2MPHLF = "1.2.840.10008.1.2.4.101.1";
    public static final String MPEG4HP41 = "1.2.840.10008.1.2.4.102";
    public static final String MPEG4HP41F = "1.2.840.10008.1.2.4.102.1";
    public static final String MPEG4HP41BD = "1.2.840.10008.1.2.4.103";
    public static final String MPEG4HP41BDF = "1.2.840.10008.1.2.4.103.1";
    public static final String MPEG4HP422D = "1.2.840.10008.1.2.4.104";
    public static final String MPEG4HP422DF = "1.2.840.10008.1.2.4.104.1";
    public static final String MPEG4HP423D = "1.2.840.10008.1.2.4.105";
    public static final String MPEG4HP423DF = "1.2.840.10008.1.2.4.105.1";
    public static final String MPEG4HP42STEREO = "1.2.840.10008.1.2.4.106";
    public static final String MPEG4HP42STEREOF = "1.2.840.10008.1.2.4.106.1";
    public static final String HEVCMP51 = "1.2.840.10008.1.2.4.107";
    public static final String HEVCM10P51 = "1.2.840.10008.1.2.4.108";
    public static final String JPEGXLLossless = "1.2.840.10008.1.2.4.110";
    public static final String JPEGXLJPEGRecompression = "1.2.840.10008.1.2.4.111";
    public static final String JPEGXL = "1.2.840.10008.1.2.4.112";
    public static final String HTJ2KLossless = "1.2.840.10008.1.2.4.201";
    public static final String HTJ2KLosslessRPCL = "1.2.840.10008.1.2.4.202";
    public static final String HTJ2K = "1.2.840.10008.1.2.4.203";
    public static final String JPIPHTJ2KReferenced = "1.2.840.10008.1.2.4.204";
    public static final String JPIPHTJ2KReferencedDeflate = "1.2.840.10008.1.2.4.205";
    public static final String RLELossless = "1.2.840.10008.1.2.5";
    public static final String DeflatedImageFrameCompression = "1.2.840.10008.1.2.8.1";
    public static final String Papyrus3ImplicitVRLittleEndian = "1.2.840.10008.1.20";

    // Services
    public static final String DICOMApplicationContext = "1.2.840.10008.3.1.1.1";
    public static final String Verification = "1.2.840.10008.1.1";
    public static final String MediaStorageDirectoryStorage = "1.2.840.10008.1.3.10";
    public static final String StorageCommitmentPushModel = "1.2.840.10008.1.20.1";
    public static final String StorageCommitmentPushModelInstance = "1.2.840.10008.1.20.1.1";
    public static final String ProceduralEventLogging = "1.2.840.10008.1.40";
    public static final String ModalityPerformedProcedureStep = "1.2.840.10008.3.1.2.3.3";
    public static final String UnifiedProcedureStepPush = "1.2.840.10008.5.1.4.34.6.1";
    public static final String ModalityPerformedProcedureStepRetrieve = "1.2.840.10008.3.1.2.3.4";
    public static final String ModalityPerformedProcedureStepNotification = "1.2.840.10008.3.1.2.3.5";
    public static final String ModalityWorklistInformationModelFind = "1.2.840.10008.5.1.4.31";
    public static final String PatientRootQueryRetrieveInformationModelFind = "1.2.840.10008.5.1.4.1.2.1.1";
    public static final String PatientRootQueryRetrieveInformationModelMove = "1.2.840.10008.5.1.4.1.2.1.2";
    public static final String PatientRootQueryRetrieveInformationModelGet = "1.2.840.10008.5.1.4.1.2.1.3";
    public static final String StudyRootQueryRetrieveInformationModelFind = "1.2.840.10008.5.1.4.1.2.2.1";
    public static final String StudyRootQueryRetrieveInformationModelMove = "1.2.840.10008.5.1.4.1.2.2.2";
    public static final String StudyRootQueryRetrieveInformationModelGet = "1.2.840.10008.5.1.4.1.2.2.3";
    public static final String PatientStudyOnlyQueryRetrieveInformationModelFind = "1.2.840.10008.5.1.4.1.2.3.1";
    public static final String PatientStudyOnlyQueryRetrieveInformationModelMove = "1.2.840.10008.5.1.4.1.2.3.2";
    public static final String PatientStudyOnlyQueryRetrieveInformationModelGet = "1.2.840.10008.5.1.4.1.2.3.3";
    public static final String CompositeInstanceRootRetrieveMove = "1.2.840.10008.5.1.4.1.2.4.2";
    public static final String CompositeInstanceRootRetrieveGet = "1.2.840.10008.5.1.4.1.2.4.3";
    public static final String CompositeInstanceRetrieveWithoutBulkDataGet = "1.2.840.10008.5.1.4.1.2.5.3";
    public static final String InstanceAvailabilityNotification = "1.2.840.10008.5.1.4.33";
    public static final String ComputedRadiographyImageStorage = "1.2.840.10008.5.1.4.1.1.1";
    public static final String DigitalXRayImageStorageForPresentation = "1.2.840.10008.5.1.4.1.1.1.1";
    public static final String DigitalXRayImageStorageForProcessing = "1.2.840.10008.5.1.4.1.1.1.1.1";
    public static final String DigitalMammographyXRayImageStorageForPresentation = "1.2.840.10008.5.1.4.1.1.1.2";
    public static final String DigitalMammographyXRayImageStorageForProcessing = "1.2.840.10008.5.1.4.1.1.1.2.1";
    public static final String CTImageStorage = "1.2.840.10008.5.1.4.1.1.2";
    public static final String EnhancedCTImageStorage = "1.2.840.10008.5.1.4.1.1.2.1";
    public static final String UltrasoundMultiFrameImageStorage = "1.2.840.10008.5.1.4.1.1.3.1";
    public static final String MRImageStorage = "1.2.840.10008.5.1.4.1.1.4";
    public static final String EnhancedMRImageStorage = "1.2.840.10008.5.1.4.1.1.4.1";
    public static final String UltrasoundImageStorage = "1.2.840.10008.5.1.4.1.1.6.1";
    public static final String SecondaryCaptureImageStorage = "1.2.840.10008.5.1.4.1.1.7";
    public static final String MultiFrameTrueColorSecondaryCaptureImageStorage = "1.2.840.10008.5.1.4.1.1.7.4";
    public static final String TwelveLeadECGWaveformStorage = "1.2.840.10008.5.1.4.1.1.9.1.1";
    public static final String GeneralECGWaveformStorage = "1.2.840.10008.5.1.4.1.1.9.1.2";
    public static final String AmbulatoryECGWaveformStorage = "1.2.840.10008.5.1.4.1.1.9.1.3";
    public static final String GrayscaleSoftcopyPresentationStateStorage = "1.2.840.10008.5.1.4.1.1.11.1";
    public static final String XRayAngiographicImageStorage = "1.2.840.10008.5.1.4.1.1.12.1";
    public static final String XRayRadiofluoroscopicImageStorage = "1.2.840.10008.5.1.4.1.1.12.2";
    public static final String BreastTomosynthesisImageStorage = "1.2.840.10008.5.1.4.1.1.13.1.3";
    public static final String NuclearMedicineImageStorage = "1.2.840.10008.5.1.4.1.1.20";
    public static final String SegmentationStorage = "1.2.840.10008.5.1.4.1.1.66.4";
    public static final String VLEndoscopicImageStorage = "1.2.840.10008.5.1.4.1.1.77.1.1";
    public static final String VLMicroscopicImageStorage = "1.2.840.10008.5.1.4.1.1.77.1.2";
    public static final String VLPhotographicImageStorage = "1.2.840.10008.5.1.4.1.1.77.1.4";
    public static final String VLWholeSlideMicroscopyImageStorage = "1.2.840.10008.5.1.4.1.1.77.1.6";
    public static final String OphthalmicPhotography8BitImageStorage = "1.2.840.10008.5.1.4.1.1.77.1.5.1";
    public static final String OphthalmicTomographyImageStorage = "1.2.840.10008.5.1.4.1.1.77.1.5.4";
    public static final String BasicTextSRStorage = "1.2.840.10008.5.1.4.1.1.88.11";
    public static final String EnhancedSRStorage = "1.2.840.10008.5.1.4.1.1.88.22";
    public static final String ComprehensiveSRStorage = "1.2.840.10008.5.1.4.1.1.88.33";
    public static final String KeyObjectSelectionDocumentStorage = "1.2.840.10008.5.1.4.1.1.88.59";
    public static final String XRayRadiationDoseSRStorage = "1.2.840.10008.5.1.4.1.1.88.67";
    public static final String EncapsulatedPDFStorage = "1.2.840.10008.5.1.4.1.1.104.1";
    public static final String EncapsulatedCDAStorage = "1.2.840.10008.5.1.4.1.1.104.2";
    public static final String PositronEmissionTomographyImageStorage = "1.2.840.10008.5.1.4.1.1.128";
    public static final String RTImageStorage = "1.2.840.10008.5.1.4.1.1.481.1";
    public static final String RTDoseStorage = "1.2.840.10008.5.1.4.1.1.481.2";
    public static final String RTStructureSetStorage = "1.2.840.10008.5.1.4.1.1.481.3";
    public static final String RTPlanStorage = "1.2.840.10008.5.1.4.1.1.481.5";

    /** One row of the registry. */
    public record Entry(String uid, String keyword, String type, String name, boolean retired) {
        public boolean isTransferSyntax() {
            return type.equals("Transfer Syntax");
        }

        /** A SOP class whose instances are sent with C-STORE and kept (PS3.4 annex B.5); the media directory is not. */
        public boolean isStorage() {
            return type.equals("SOP Class")
                    && (keyword.endsWith("Storage")
                            || keyword.contains("StorageFor")
                            || keyword.endsWith("StorageTrial")
                            || keyword.startsWith("MacularGridThickness"))
                    && !keyword.startsWith("MediaStorageDirectory");
        }
    }

    private static final Map<String, Entry> ENTRIES = new LinkedHashMap<>();

    static {
        for (String[] row : Dictionary.rows("uids.tsv")) {
            ENTRIES.put(row[0], new Entry(row[0], row[1], row[2], row[3], row.length > 4));
        }
    }

    private UID() {}

    /** The row of a UID, if the standard defines it. */
    public static Optional<Entry> entry(String uid) {
        return Optional.ofNullable(ENTRIES.get(uid));
    }

    /** All rows. */
    public static Collection<Entry> entries() {
        return Collections.unmodifiableCollection(ENTRIES.values());
    }

    /** The standard's name, or the UID itself when there is none. */
    public static String nameOf(String uid) {
        Entry entry = ENTRIES.get(uid);
        return entry == null ? uid : entry.name;
    }

    public static boolean isStorage(String sopClass) {
        Entry entry = ENTRIES.get(sopClass);
        return entry != null && entry.isStorage();
    }

    /** Every storage SOP class, retired ones last. */
    public static List<String> storageClasses() {
        return ENTRIES.values().stream()
                .filter(Entry::isStorage)
                .sorted((one, other) -> Boolean.compare(one.retired, other.retired))
                .map(Entry::uid)
                .toList();
    }

    /** A new UID that nobody else makes: 2.25 and a random UUID (PS3.5 section B.2). */
    public static String create() {
        return of(UUID.randomUUID());
    }

    /** The UID derived from a UUID (PS3.5 section B.2). */
    public static String of(UUID uuid) {
        BigInteger high = BigInteger.valueOf(uuid.getMostSignificantBits()).and(UNSIGNED);
        BigInteger low = BigInteger.valueOf(uuid.getLeastSignificantBits()).and(UNSIGNED);
        return "2.25." + high.shiftLeft(64).or(low);
    }

    private static final BigInteger UNSIGNED = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

    /** Digits and dots, no empty component, no leading zero, at most 64 characters (PS3.5 section 9.1). */
    public static boolean isValid(String uid) {
        if (uid.isEmpty() || uid.length() > 64) {
            return false;
        }
        int start = 0;
        for (int i = 0; i <= uid.length(); i++) {
            char c = i == uid.length() ? '.' : uid.charAt(i);
            if (c == '.') {
                if (i == start || i > start + 1 && uid.charAt(start) == '0') {
                    return false;
                }
                start = i + 1;
            } else if (c < '0' || c > '9') {
                return false;
            }
        }
        return true;
    }
}
