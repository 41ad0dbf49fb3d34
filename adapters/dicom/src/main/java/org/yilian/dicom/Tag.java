package org.yilian.dicom;

/**
 * Tags of the data elements this house speaks of by name, and arithmetic on tags. A tag is an {@code int}, group in the high
 * half; tags are ordered as unsigned numbers ({@link #compare}). Names are the keywords of PS3.6; every other element of the
 * standard is found by keyword with {@link Dictionary#tagOf(String)}.
 *
 * @see <a href="https://dicom.nema.org/medical/dicom/current/output/chtml/part06/PS3.6.html">PS3.6</a>
 */
public final class Tag {

    // Command (PS3.7 annex E)
    public static final int CommandGroupLength = 0x00000000;
    public static final int AffectedSOPClassUID = 0x00000002;
    public static final int RequestedSOPClassUID = 0x00000003;
    public static final int CommandField = 0x00000100;
    public static final int MessageID = 0x00000110;
    public static final int MessageIDBeingRespondedTo = 0x00000120;
    public static final int MoveDestination = 0x00000600;
    public static final int Priority = 0x00000700;
    public static final int CommandDataSetType = 0x00000800;
    public static final int Status = 0x00000900;
    public static final int OffendingElement = 0x00000901;
    public static final int ErrorComment = 0x00000902;
    public static final int ErrorID = 0x00000903;
    public static final int AffectedSOPInstanceUID = 0x00001000;
    public static final int RequestedSOPInstanceUID = 0x00001001;
    public static final int EventTypeID = 0x00001002;
    public static final int AttributeIdentifierList = 0x00001005;
    public static final int ActionTypeID = 0x00001008;
    public static final int NumberOfRemainingSuboperations = 0x00001020;
    public static final int NumberOfCompletedSuboperations = 0x00001021;
    public static final int NumberOfFailedSuboperations = 0x00001022;
    public static final int NumberOfWarningSuboperations = 0x00001023;
    public static final int MoveOriginatorApplicationEntityTitle = 0x00001030;
    public static final int MoveOriginatorMessageID = 0x00001031;

    // File meta information (PS3.10)
    public static final int FileMetaInformationGroupLength = 0x00020000;
    public static final int FileMetaInformationVersion = 0x00020001;
    public static final int MediaStorageSOPClassUID = 0x00020002;
    public static final int MediaStorageSOPInstanceUID = 0x00020003;
    public static final int TransferSyntaxUID = 0x00020010;
    public static final int ImplementationClassUID = 0x00020012;
    public static final int ImplementationVersionName = 0x00020013;
    public static final int SourceApplicationEntityTitle = 0x00020016;
    public static final int SendingApplicationEntityTitle = 0x00020017;
    public static final int ReceivingApplicationEntityTitle = 0x00020018;
    public static final int SourcePresentationAddress = 0x00020026;
    public static final int SendingPresentationAddress = 0x00020027;
    public static final int ReceivingPresentationAddress = 0x00020028;
    public static final int RTVMetaInformationVersion = 0x00020031;
    public static final int RTVCommunicationSOPClassUID = 0x00020032;
    public static final int RTVCommunicationSOPInstanceUID = 0x00020033;
    public static final int RTVSourceIdentifier = 0x00020035;
    public static final int RTVFlowIdentifier = 0x00020036;
    public static final int RTVFlowRTPSamplingRate = 0x00020037;
    public static final int RTVFlowActualFrameDuration = 0x00020038;
    public static final int PrivateInformationCreatorUID = 0x00020100;
    public static final int PrivateInformation = 0x00020102;

    // Media directory
    public static final int FileSetID = 0x00041130;
    public static final int OffsetOfTheFirstDirectoryRecordOfTheRootDirectoryEntity = 0x00041200;
    public static final int OffsetOfTheLastDirectoryRecordOfTheRootDirectoryEntity = 0x00041202;
    public static final int FileSetConsistencyFlag = 0x00041212;
    public static final int DirectoryRecordSequence = 0x00041220;
    public static final int OffsetOfTheNextDirectoryRecord = 0x00041400;
    public static final int RecordInUseFlag = 0x00041410;
    public static final int OffsetOfReferencedLowerLevelDirectoryEntity = 0x00041420;
    public static final int DirectoryRecordType = 0x00041430;
    public static final int ReferencedFileID = 0x00041500;
    public static final int ReferencedSOPClassUIDInFile = 0x00041510;
    public static final int ReferencedSOPInstanceUIDInFile = 0x00041511;
    public static final int ReferencedTransferSyntaxUIDInFile = 0x00041512;

    // Identification
    public static final int SpecificCharacterSet = 0x00080005;
    public static final int LanguageCodeSequence = 0x00080006;
    public static final int ImageType = 0x00080008;
    public static final int InstanceCreationDate = 0x00080012;
    public static final int InstanceCreationTime = 0x00080013;
    public static final int InstanceCreatorUID = 0x00080014;
    public static final int SOPClassUID = 0x00080016;
    public static final int AcquisitionUID = 0x00080017;
    public static final int SOPInstanceUID = 0x00080018;
    public static final int StudyDate = 0x00080020;
    public static final int SeriesDate = 0x00080021;
    public static final int AcquisitionDate = 0x00080022;
    public static final int ContentDate = 0x00080023;
    public static final int AcquisitionDateTime = 0x0008002A;
    public static final int StudyTime = 0x00080030;
    public static final int SeriesTime = 0x00080031;
    public static final int AcquisitionTime = 0x00080032;
    public static final int ContentTime = 0x00080033;
    public static final int AccessionNumber = 0x00080050;
    public static final int IssuerOfAccessionNumberSequence = 0x00080051;
    public static final int QueryRetrieveLevel = 0x00080052;
    public static final int QueryRetrieveView = 0x00080053;
    public static final int RetrieveAETitle = 0x00080054;
    public static final int InstanceAvailability = 0x00080056;
    public static final int FailedSOPInstanceUIDList = 0x00080058;
    public static final int Modality = 0x00080060;
    public static final int ModalitiesInStudy = 0x00080061;
    public static final int SOPClassesInStudy = 0x00080062;
    public static final int ConversionType = 0x00080064;
    public static final int PresentationIntentType = 0x00080068;
    public static final int Manufacturer = 0x00080070;
    public static final int InstitutionName = 0x00080080;
    public static final int InstitutionAddress = 0x00080081;
    public static final int InstitutionCodeSequence = 0x00080082;
    public static final int ReferringPhysicianName = 0x00080090;
    public static final int ReferringPhysicianIdentificationSequence = 0x00080096;
    public static final int CodeValue = 0x00080100;
    public static final int CodingSchemeDesignator = 0x00080102;
    public static final int CodingSchemeVersion = 0x00080103;
    public static final int CodeMeaning = 0x00080104;
    public static final int MappingResource = 0x00080105;
    public static final int ContextIdentifier = 0x0008010F;
    public static final int ContextUID = 0x00080117;
    public static final int LongCodeValue = 0x00080119;
    public static final int URNCodeValue = 0x00080120;
    public static final int TimezoneOffsetFromUTC = 0x00080201;
    public static final int StationName = 0x00081010;
    public static final int StudyDescription = 0x00081030;
    public static final int ProcedureCodeSequence = 0x00081032;
    public static final int SeriesDescription = 0x0008103E;
    public static final int SeriesDescriptionCodeSequence = 0x0008103F;
    public static final int InstitutionalDepartmentName = 0x00081040;
    public static final int PhysiciansOfRecord = 0x00081048;
    public static final int PerformingPhysicianName = 0x00081050;
    public static final int NameOfPhysiciansReadingStudy = 0x00081060;
    public static final int OperatorsName = 0x00081070;
    public static final int AdmittingDiagnosesDescription = 0x00081080;
    public static final int ManufacturerModelName = 0x00081090;
    public static final int ReferencedStudySequence = 0x00081110;
    public static final int ReferencedPerformedProcedureStepSequence = 0x00081111;
    public static final int ReferencedSeriesSequence = 0x00081115;
    public static final int ReferencedPatientSequence = 0x00081120;
    public static final int ReferencedImageSequence = 0x00081140;
    public static final int ReferencedInstanceSequence = 0x0008114A;
    public static final int ReferencedSOPClassUID = 0x00081150;
    public static final int ReferencedSOPInstanceUID = 0x00081155;
    public static final int ReferencedFrameNumber = 0x00081160;
    public static final int RetrieveURL = 0x00081190;
    public static final int TransactionUID = 0x00081195;
    public static final int FailureReason = 0x00081197;
    public static final int FailedSOPSequence = 0x00081198;
    public static final int ReferencedSOPSequence = 0x00081199;
    public static final int DerivationDescription = 0x00082111;
    public static final int SourceImageSequence = 0x00082112;
    public static final int StageName = 0x00082120;
    public static final int NumberOfStages = 0x00082124;
    public static final int EventTimeOffset = 0x00082134;
    public static final int AnatomicRegionSequence = 0x00082218;
    public static final int IrradiationEventUID = 0x00083010;

    // Patient
    public static final int PatientName = 0x00100010;
    public static final int PatientID = 0x00100020;
    public static final int IssuerOfPatientID = 0x00100021;
    public static final int TypeOfPatientID = 0x00100022;
    public static final int IssuerOfPatientIDQualifiersSequence = 0x00100024;
    public static final int PatientBirthDate = 0x00100030;
    public static final int PatientBirthTime = 0x00100032;
    public static final int PatientSex = 0x00100040;
    public static final int PatientInsurancePlanCodeSequence = 0x00100050;
    public static final int OtherPatientIDs = 0x00101000;
    public static final int OtherPatientNames = 0x00101001;
    public static final int OtherPatientIDsSequence = 0x00101002;
    public static final int PatientBirthName = 0x00101005;
    public static final int PatientAge = 0x00101010;
    public static final int PatientSize = 0x00101020;
    public static final int PatientWeight = 0x00101030;
    public static final int PatientAddress = 0x00101040;
    public static final int PatientMotherBirthName = 0x00101060;
    public static final int MedicalAlerts = 0x00102000;
    public static final int Allergies = 0x00102110;
    public static final int CountryOfResidence = 0x00102150;
    public static final int PatientTelephoneNumbers = 0x00102154;
    public static final int EthnicGroup = 0x00102160;
    public static final int Occupation = 0x00102180;
    public static final int SmokingStatus = 0x001021A0;
    public static final int AdditionalPatientHistory = 0x001021B0;
    public static final int PregnancyStatus = 0x001021C0;
    public static final int LastMenstrualDate = 0x001021D0;
    public static final int PatientReligiousPreference = 0x001021F0;
    public static final int ResponsiblePerson = 0x00102297;
    public static final int PatientComments = 0x00104000;

    // Clinical trial and de-identification
    public static final int PatientIdentityRemoved = 0x00120062;
    public static final int DeidentificationMethod = 0x00120063;
    public static final int DeidentificationMethodCodeSequence = 0x00120064;

    // Acquisition
    public static final int ContrastBolusAgent = 0x00180010;
    public static final int BodyPartExamined = 0x00180015;
    public static final int ScanningSequence = 0x00180020;
    public static final int SequenceVariant = 0x00180021;
    public static final int ScanOptions = 0x00180022;
    public static final int MRAcquisitionType = 0x00180023;
    public static final int CineRate = 0x00180040;
    public static final int SliceThickness = 0x00180050;
    public static final int KVP = 0x00180060;
    public static final int RepetitionTime = 0x00180080;
    public static final int EchoTime = 0x00180081;
    public static final int MagneticFieldStrength = 0x00180087;
    public static final int SpacingBetweenSlices = 0x00180088;
    public static final int DataCollectionDiameter = 0x00180090;
    public static final int DeviceSerialNumber = 0x00181000;
    public static final int PlateID = 0x00181004;
    public static final int SoftwareVersions = 0x00181020;
    public static final int ProtocolName = 0x00181030;
    public static final int FrameTime = 0x00181063;
    public static final int FrameDelay = 0x00181066;
    public static final int ReconstructionDiameter = 0x00181100;
    public static final int DistanceSourceToDetector = 0x00181110;
    public static final int DistanceSourceToPatient = 0x00181111;
    public static final int GantryDetectorTilt = 0x00181120;
    public static final int TableHeight = 0x00181130;
    public static final int RotationDirection = 0x00181140;
    public static final int ExposureTime = 0x00181150;
    public static final int XRayTubeCurrent = 0x00181151;
    public static final int Exposure = 0x00181152;
    public static final int FilterType = 0x00181160;
    public static final int ImagerPixelSpacing = 0x00181164;
    public static final int GeneratorPower = 0x00181170;
    public static final int FocalSpots = 0x00181190;
    public static final int DateOfLastCalibration = 0x00181200;
    public static final int TimeOfLastCalibration = 0x00181201;
    public static final int ConvolutionKernel = 0x00181210;
    public static final int FlipAngle = 0x00181314;
    public static final int NominalScannedPixelSpacing = 0x00182010;
    public static final int PatientPosition = 0x00185100;
    public static final int ViewPosition = 0x00185101;
    public static final int AcquisitionType = 0x00189302;
    public static final int CTDIvol = 0x00189345;

    // Relationship
    public static final int StudyInstanceUID = 0x0020000D;
    public static final int SeriesInstanceUID = 0x0020000E;
    public static final int StudyID = 0x00200010;
    public static final int SeriesNumber = 0x00200011;
    public static final int AcquisitionNumber = 0x00200012;
    public static final int InstanceNumber = 0x00200013;
    public static final int PatientOrientation = 0x00200020;
    public static final int ImagePositionPatient = 0x00200032;
    public static final int ImageOrientationPatient = 0x00200037;
    public static final int FrameOfReferenceUID = 0x00200052;
    public static final int Laterality = 0x00200060;
    public static final int ImageLaterality = 0x00200062;
    public static final int TemporalPositionIdentifier = 0x00200100;
    public static final int NumberOfTemporalPositions = 0x00200105;
    public static final int ImagesInAcquisition = 0x00201002;
    public static final int PositionReferenceIndicator = 0x00201040;
    public static final int SliceLocation = 0x00201041;
    public static final int NumberOfPatientRelatedStudies = 0x00201200;
    public static final int NumberOfPatientRelatedSeries = 0x00201202;
    public static final int NumberOfPatientRelatedInstances = 0x00201204;
    public static final int NumberOfStudyRelatedSeries = 0x00201206;
    public static final int NumberOfStudyRelatedInstances = 0x00201208;
    public static final int NumberOfSeriesRelatedInstances = 0x00201209;
    public static final int ImageComments = 0x00204000;
    public static final int StackID = 0x00209056;
    public static final int InStackPositionNumber = 0x00209057;
    public static final int FrameContentSequence = 0x00209111;
    public static final int PlanePositionSequence = 0x00209113;
    public static final int PlaneOrientationSequence = 0x00209116;
    public static final int DimensionIndexValues = 0x00209157;
    public static final int DimensionOrganizationUID = 0x00209164;
    public static final int DimensionOrganizationSequence = 0x00209221;
    public static final int DimensionIndexSequence = 0x00209222;

    // Image presentation
    public static final int SamplesPerPixel = 0x00280002;
    public static final int PhotometricInterpretation = 0x00280004;
    public static final int PlanarConfiguration = 0x00280006;
    public static final int NumberOfFrames = 0x00280008;
    public static final int FrameIncrementPointer = 0x00280009;
    public static final int Rows = 0x00280010;
    public static final int Columns = 0x00280011;
    public static final int PixelSpacing = 0x00280030;
    public static final int PixelAspectRatio = 0x00280034;
    public static final int BitsAllocated = 0x00280100;
    public static final int BitsStored = 0x00280101;
    public static final int HighBit = 0x00280102;
    public static final int PixelRepresentation = 0x00280103;
    public static final int SmallestImagePixelValue = 0x00280106;
    public static final int LargestImagePixelValue = 0x00280107;
    public static final int PixelPaddingValue = 0x00280120;
    public static final int PixelPaddingRangeLimit = 0x00280121;
    public static final int QualityControlImage = 0x00280300;
    public static final int BurnedInAnnotation = 0x00280301;
    public static final int RecognizableVisualFeatures = 0x00280302;
    public static final int WindowCenter = 0x00281050;
    public static final int WindowWidth = 0x00281051;
    public static final int RescaleIntercept = 0x00281052;
    public static final int RescaleSlope = 0x00281053;
    public static final int RescaleType = 0x00281054;
    public static final int WindowCenterWidthExplanation = 0x00281055;
    public static final int VOILUTFunction = 0x00281056;
    public static final int RedPaletteColorLookupTableDescriptor = 0x00281101;
    public static final int GreenPaletteColorLookupTableDescriptor = 0x00281102;
    public static final int BluePaletteColorLookupTableDescriptor = 0x00281103;
    public static final int RedPaletteColorLookupTableData = 0x00281201;
    public static final int GreenPaletteColorLookupTableData = 0x00281202;
    public static final int BluePaletteColorLookupTableData = 0x00281203;
    public static final int ICCProfile = 0x00282000;
    public static final int LossyImageCompression = 0x00282110;
    public static final int LossyImageCompressionRatio = 0x00282112;
    public static final int LossyImageCompressionMethod = 0x00282114;
    public static final int ModalityLUTSequence = 0x00283000;
    public static final int LUTDescriptor = 0x00283002;
    public static final int LUTExplanation = 0x00283003;
    public static final int ModalityLUTType = 0x00283004;
    public static final int LUTData = 0x00283006;
    public static final int VOILUTSequence = 0x00283010;
    public static final int PixelMeasuresSequence = 0x00289110;
    public static final int FrameVOILUTSequence = 0x00289132;
    public static final int PixelValueTransformationSequence = 0x00289145;

    // Study request
    public static final int StudyStatusID = 0x0032000A;
    public static final int RequestingPhysician = 0x00321032;
    public static final int RequestingService = 0x00321033;
    public static final int RequestedProcedureDescription = 0x00321060;
    public static final int RequestedProcedureCodeSequence = 0x00321064;
    public static final int RequestedContrastAgent = 0x00321070;
    public static final int StudyComments = 0x00324000;

    // Visit
    public static final int AdmissionID = 0x00380010;
    public static final int IssuerOfAdmissionIDSequence = 0x00380014;
    public static final int SpecialNeeds = 0x00380050;
    public static final int ServiceEpisodeID = 0x00380060;
    public static final int CurrentPatientLocation = 0x00380300;
    public static final int PatientState = 0x00380500;

    // Waveform
    public static final int WaveformOriginality = 0x003A0004;
    public static final int NumberOfWaveformChannels = 0x003A0005;
    public static final int NumberOfWaveformSamples = 0x003A0010;
    public static final int SamplingFrequency = 0x003A001A;
    public static final int MultiplexGroupLabel = 0x003A0020;
    public static final int ChannelDefinitionSequence = 0x003A0200;
    public static final int ChannelLabel = 0x003A0203;
    public static final int ChannelSourceSequence = 0x003A0208;
    public static final int ChannelSensitivity = 0x003A0210;
    public static final int ChannelSensitivityUnitsSequence = 0x003A0211;
    public static final int ChannelSensitivityCorrectionFactor = 0x003A0212;
    public static final int ChannelBaseline = 0x003A0213;
    public static final int WaveformBitsStored = 0x003A021A;

    // Procedure steps and structured reporting
    public static final int ScheduledStationAETitle = 0x00400001;
    public static final int ScheduledProcedureStepStartDate = 0x00400002;
    public static final int ScheduledProcedureStepStartTime = 0x00400003;
    public static final int ScheduledProcedureStepEndDate = 0x00400004;
    public static final int ScheduledProcedureStepEndTime = 0x00400005;
    public static final int ScheduledPerformingPhysicianName = 0x00400006;
    public static final int ScheduledProcedureStepDescription = 0x00400007;
    public static final int ScheduledProtocolCodeSequence = 0x00400008;
    public static final int ScheduledProcedureStepID = 0x00400009;
    public static final int ScheduledStationName = 0x00400010;
    public static final int ScheduledProcedureStepLocation = 0x00400011;
    public static final int PreMedication = 0x00400012;
    public static final int ScheduledProcedureStepStatus = 0x00400020;
    public static final int LocalNamespaceEntityID = 0x00400031;
    public static final int UniversalEntityID = 0x00400032;
    public static final int UniversalEntityIDType = 0x00400033;
    public static final int ScheduledProcedureStepSequence = 0x00400100;
    public static final int PerformedStationAETitle = 0x00400241;
    public static final int PerformedStationName = 0x00400242;
    public static final int PerformedLocation = 0x00400243;
    public static final int PerformedProcedureStepStartDate = 0x00400244;
    public static final int PerformedProcedureStepStartTime = 0x00400245;
    public static final int PerformedProcedureStepEndDate = 0x00400250;
    public static final int PerformedProcedureStepEndTime = 0x00400251;
    public static final int PerformedProcedureStepStatus = 0x00400252;
    public static final int PerformedProcedureStepID = 0x00400253;
    public static final int PerformedProcedureStepDescription = 0x00400254;
    public static final int PerformedProcedureTypeDescription = 0x00400255;
    public static final int PerformedProtocolCodeSequence = 0x00400260;
    public static final int ScheduledStepAttributesSequence = 0x00400270;
    public static final int RequestAttributesSequence = 0x00400275;
    public static final int PerformedSeriesSequence = 0x00400340;
    public static final int MeasurementUnitsCodeSequence = 0x004008EA;
    public static final int RequestedProcedureID = 0x00401001;
    public static final int ReasonForTheRequestedProcedure = 0x00401002;
    public static final int RequestedProcedurePriority = 0x00401003;
    public static final int PatientTransportArrangements = 0x00401004;
    public static final int RequestedProcedureLocation = 0x00401005;
    public static final int NamesOfIntendedRecipientsOfResults = 0x00401010;
    public static final int ReasonForTheImagingServiceRequest = 0x00402001;
    public static final int OrderEnteredBy = 0x00402008;
    public static final int PlacerOrderNumberImagingServiceRequest = 0x00402016;
    public static final int FillerOrderNumberImagingServiceRequest = 0x00402017;
    public static final int ImagingServiceRequestComments = 0x00402400;
    public static final int ConfidentialityConstraintOnPatientDataDescription = 0x00403001;
    public static final int ScheduledProcedureStepStartDateTime = 0x00404005;
    public static final int ScheduledProcedureStepModificationDateTime = 0x00404010;
    public static final int ScheduledWorkitemCodeSequence = 0x00404018;
    public static final int PerformedWorkitemCodeSequence = 0x00404019;
    public static final int InputInformationSequence = 0x00404021;
    public static final int ScheduledStationNameCodeSequence = 0x00404025;
    public static final int ScheduledStationClassCodeSequence = 0x00404026;
    public static final int ScheduledStationGeographicLocationCodeSequence = 0x00404027;
    public static final int PerformedStationNameCodeSequence = 0x00404028;
    public static final int OutputInformationSequence = 0x00404033;
    public static final int InputReadinessState = 0x00404041;
    public static final int PerformedProcedureStepStartDateTime = 0x00404050;
    public static final int PerformedProcedureStepEndDateTime = 0x00404051;
    public static final int ProcedureStepCancellationDateTime = 0x00404052;
    public static final int RelationshipType = 0x0040A010;
    public static final int VerifyingOrganization = 0x0040A027;
    public static final int VerificationDateTime = 0x0040A030;
    public static final int ObservationDateTime = 0x0040A032;
    public static final int ValueType = 0x0040A040;
    public static final int ConceptNameCodeSequence = 0x0040A043;
    public static final int ContinuityOfContent = 0x0040A050;
    public static final int VerifyingObserverSequence = 0x0040A073;
    public static final int VerifyingObserverName = 0x0040A075;
    public static final int ReferencedWaveformChannels = 0x0040A0B0;
    public static final int DateTime = 0x0040A120;
    public static final int Date = 0x0040A121;
    public static final int Time = 0x0040A122;
    public static final int PersonName = 0x0040A123;
    public static final int UID = 0x0040A124;
    public static final int TemporalRangeType = 0x0040A130;
    public static final int TextValue = 0x0040A160;
    public static final int ConceptCodeSequence = 0x0040A168;
    public static final int MeasuredValueSequence = 0x0040A300;
    public static final int NumericValue = 0x0040A30A;
    public static final int ReferencedRequestSequence = 0x0040A370;
    public static final int PredecessorDocumentsSequence = 0x0040A360;
    public static final int CurrentRequestedProcedureEvidenceSequence = 0x0040A375;
    public static final int PertinentOtherEvidenceSequence = 0x0040A385;
    public static final int CompletionFlag = 0x0040A491;
    public static final int CompletionFlagDescription = 0x0040A492;
    public static final int VerificationFlag = 0x0040A493;
    public static final int ContentTemplateSequence = 0x0040A504;
    public static final int ContentSequence = 0x0040A730;
    public static final int WaveformAnnotationSequence = 0x0040B020;
    public static final int TemplateIdentifier = 0x0040DB00;
    public static final int RetrieveURI = 0x0040E010;

    // Encapsulated document
    public static final int DocumentTitle = 0x00420010;
    public static final int EncapsulatedDocument = 0x00420011;
    public static final int MIMETypeOfEncapsulatedDocument = 0x00420012;
    public static final int EncapsulatedDocumentLength = 0x00420015;

    // Presentation state
    public static final int ContentLabel = 0x00700080;
    public static final int ContentDescription = 0x00700081;
    public static final int ContentCreatorName = 0x00700084;

    // Storage
    public static final int StorageMediaFileSetID = 0x00880130;
    public static final int StorageMediaFileSetUID = 0x00880140;

    // Digital signatures and original attributes
    public static final int Signature = 0x04000120;
    public static final int MAC = 0x04000404;
    public static final int ModifiedAttributesSequence = 0x04000550;
    public static final int OriginalAttributesSequence = 0x04000561;
    public static final int AttributeModificationDateTime = 0x04000562;
    public static final int ModifyingSystem = 0x04000563;
    public static final int SourceOfPreviousValues = 0x04000564;
    public static final int ReasonForTheAttributeModification = 0x04000565;

    // Presentation LUT
    public static final int PresentationLUTShape = 0x20500020;

    // Functional groups
    public static final int SharedFunctionalGroupsSequence = 0x52009229;
    public static final int PerFrameFunctionalGroupsSequence = 0x52009230;

    // Waveform data
    public static final int WaveformSequence = 0x54000100;
    public static final int WaveformBitsAllocated = 0x54001004;
    public static final int WaveformSampleInterpretation = 0x54001006;
    public static final int WaveformPaddingValue = 0x5400100A;
    public static final int WaveformData = 0x54001010;

    // Pixel data
    public static final int ExtendedOffsetTable = 0x7FE00001;
    public static final int ExtendedOffsetTableLengths = 0x7FE00002;
    public static final int FloatPixelData = 0x7FE00008;
    public static final int DoubleFloatPixelData = 0x7FE00009;
    public static final int PixelData = 0x7FE00010;

    // Signature
    public static final int DigitalSignaturesSequence = 0xFFFAFFFA;

    // Padding
    public static final int DataSetTrailingPadding = 0xFFFCFFFC;

    // Unified Procedure Step
    public static final int ProcedureStepState = 0x00741000;
    public static final int ProcedureStepProgressInformationSequence = 0x00741002;
    public static final int ContactURI = 0x0074100A;
    public static final int ContactDisplayName = 0x0074100C;
    public static final int ProcedureStepDiscontinuationReasonCodeSequence = 0x0074100E;
    public static final int ScheduledProcedureStepPriority = 0x00741200;
    public static final int WorklistLabel = 0x00741202;
    public static final int ProcedureStepLabel = 0x00741204;
    public static final int ScheduledProcessingParametersSequence = 0x00741210;
    public static final int UnifiedProcedureStepPerformedProcedureSequence = 0x00741216;
    public static final int ReasonForCancellation = 0x00741238;

    // Delimiters
    public static final int Item = 0xFFFEE000;
    public static final int ItemDelimitationItem = 0xFFFEE00D;
    public static final int SequenceDelimitationItem = 0xFFFEE0DD;

    private Tag() {}

    /** The tag of a group and an element number. */
    public static int of(int group, int element) {
        return group << 16 | element & 0xFFFF;
    }

    public static int group(int tag) {
        return tag >>> 16;
    }

    public static int element(int tag) {
        return tag & 0xFFFF;
    }

    /** Odd groups belong to vendors (PS3.5 section 7.8). */
    public static boolean isPrivate(int tag) {
        return (tag & 0x10000) != 0;
    }

    /** (gggg,0010-00FF) of an odd group: the element that names the owner of a block. */
    public static boolean isPrivateCreator(int tag) {
        return isPrivate(tag) && element(tag) >= 0x10 && element(tag) <= 0xFF;
    }

    public static boolean isGroupLength(int tag) {
        return element(tag) == 0;
    }

    /** Order of elements in a data set: by tag as an unsigned number. */
    public static int compare(int one, int other) {
        return Integer.compareUnsigned(one, other);
    }

    /** {@code (0010,0020)}, as the standard writes it. */
    public static String toString(int tag) {
        String hex = toHex(tag);
        return "(" + hex.substring(0, 4) + "," + hex.substring(4) + ")";
    }

    /** {@code 00100020}, as DICOM JSON and DICOMweb write it. */
    public static String toHex(int tag) {
        char[] hex = new char[8];
        for (int i = 7, rest = tag; i >= 0; i--, rest >>>= 4) {
            hex[i] = "0123456789ABCDEF".charAt(rest & 0xF);
        }
        return new String(hex);
    }

    /**
     * The tag in {@code 00100020}, {@code 0010,0020}, {@code (0010,0020)} or a keyword of the dictionary.
     *
     * @throws IllegalArgumentException when the text is none of these
     */
    public static int parse(String text) {
        String hex = text.startsWith("(") && text.endsWith(")") ? text.substring(1, text.length() - 1) : text;
        if (hex.length() == 9 && hex.charAt(4) == ',') {
            hex = hex.substring(0, 4) + hex.substring(5);
        }
        if (hex.length() == 8 && hex.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
            return Integer.parseUnsignedInt(hex, 16);
        }
        return Dictionary.tagOf(text).orElseThrow(() -> new IllegalArgumentException("not a tag and not a keyword"));
    }
}
