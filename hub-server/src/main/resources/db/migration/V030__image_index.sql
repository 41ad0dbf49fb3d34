-- Index of the image store. A study belongs to one facility and one of its patients; whoever contradicts that goes to
-- quarantine. Columns serve matching; "attributes" holds what a query returns, as DICOM JSON (PS3.18 F).

create table yh_study (
    id bigint generated always as identity primary key,
    study_uid varchar(64) not null,
    facility varchar(32) not null,
    -- Patient as the facility numbers it, and as the record names it.
    patient_id varchar(128) not null,
    issuer varchar(128) not null,
    patient_ref varchar(64),
    -- Three writings of one name, upper case, for matching.
    name_alphabetic varchar(256),
    name_ideographic varchar(256),
    name_phonetic varchar(256),
    birth_date varchar(8),
    sex varchar(16),
    study_date varchar(8),
    study_time varchar(16),
    accession varchar(64),
    study_id varchar(64),
    description varchar(256),
    referring varchar(256),
    institution varchar(256),
    -- Values between backslashes, so that one LIKE finds one value: \CT\SR\
    modalities varchar(256) not null,
    sop_classes varchar(1024) not null,
    series_count integer not null,
    instance_count integer not null,
    byte_count bigint not null,
    attributes ${text} not null,
    created_at timestamp with time zone not null,
    changed_at timestamp with time zone not null,
    -- Set while the ImagingStudy lags behind; taken away in the transaction that wrote it.
    dirty_since timestamp with time zone,
    -- Why there is no ImagingStudy, where there is none: NO_PATIENT_NUMBER, ...
    remark varchar(64),
    constraint yh_study_uid unique (study_uid)
);
create index yh_study_patient on yh_study (patient_id);
create index yh_study_patient_ref on yh_study (patient_ref);
create index yh_study_accession on yh_study (accession);
create index yh_study_day on yh_study (study_date, study_time, id);
create index yh_study_alphabetic on yh_study (name_alphabetic);
create index yh_study_ideographic on yh_study (name_ideographic);
create index yh_study_dirty on yh_study (dirty_since);

create table yh_series (
    id bigint generated always as identity primary key,
    study_id bigint not null,
    series_uid varchar(64) not null,
    modality varchar(16),
    number integer,
    description varchar(256),
    body_part varchar(64),
    series_date varchar(8),
    series_time varchar(16),
    step_date varchar(8),
    step_time varchar(16),
    scheduled_step_id varchar(64),
    requested_procedure_id varchar(64),
    instance_count integer not null,
    attributes ${text} not null,
    constraint yh_series_uid unique (study_id, series_uid),
    constraint yh_series_study foreign key (study_id) references yh_study (id)
);
create index yh_series_by_uid on yh_series (series_uid);

create table yh_instance (
    id bigint generated always as identity primary key,
    study_id bigint not null,
    series_id bigint not null,
    sop_uid varchar(64) not null,
    sop_class varchar(64) not null,
    transfer_syntax varchar(64) not null,
    number integer,
    pixel_rows integer,
    pixel_columns integer,
    bits_allocated integer,
    frames integer not null,
    -- Where the object lies: key in the image store, length of the file, where its data set begins and its hash.
    file_key varchar(200) not null,
    file_size bigint not null,
    data_set_offset integer not null,
    sha256 varchar(64) not null,
    -- Pixel data inside the file; -1 where there is none or it lies in a deflated data set.
    pixel_offset bigint not null,
    pixel_length bigint not null,
    frame_bits bigint not null,
    frame_table ${blob},
    -- DICOM JSON, compressed in pieces (see MetadataBlob).
    metadata ${blob} not null,
    source varchar(64) not null,
    received_at timestamp with time zone not null,
    constraint yh_instance_uid unique (sop_uid),
    constraint yh_instance_series foreign key (series_id) references yh_series (id)
);
create index yh_instance_of_series on yh_instance (series_id, number, id);
create index yh_instance_of_study on yh_instance (study_id);

create table yh_image_quarantine (
    id bigint generated always as identity primary key,
    facility varchar(32) not null,
    source varchar(64) not null,
    reason varchar(32) not null,
    state varchar(16) not null,
    study_uid varchar(64),
    sop_uid varchar(64) not null,
    sop_class varchar(64) not null,
    transfer_syntax varchar(64) not null,
    patient_id varchar(128),
    file_key varchar(200) not null,
    file_size bigint not null,
    data_set_offset integer not null,
    sha256 varchar(64) not null,
    received_at timestamp with time zone not null,
    -- Times the same bytes came again while they waited.
    repeated integer not null,
    decided_at timestamp with time zone,
    decided_by varchar(128),
    note varchar(400),
    constraint yh_image_quarantine_object unique (file_key)
);
create index yh_image_quarantine_state on yh_image_quarantine (state, id);
