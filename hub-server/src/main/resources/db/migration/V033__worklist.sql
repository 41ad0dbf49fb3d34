-- Imaging orders that are to be performed, as modalities ask for them (Modality Worklist). Mirrors the active ServiceRequests;
-- written in the transaction that writes them. What was performed is not said here: it stands in the steps and in the images.
create table yh_worklist (
    -- Logical ids of the ServiceRequest and its Patient.
    resource varchar(64) not null primary key,
    facility varchar(32) not null,
    patient varchar(64) not null,
    -- Empty where the order has none.
    placer varchar(128) not null,
    accession varchar(64) not null,
    step_id varchar(128) not null,
    study_uid varchar(64) not null,
    start_date varchar(8) not null,
    start_time varchar(6) not null,
    -- What is answered but for the patient, as DICOM JSON.
    attributes ${text} not null
);
create index yh_worklist_day on yh_worklist (facility, start_date, start_time);
create index yh_worklist_patient on yh_worklist (patient);
create index yh_worklist_accession on yh_worklist (accession);

-- The orders that a performed procedure step names; empty where it does not say.
create table yh_step_order (
    sop_uid varchar(64) not null,
    facility varchar(32) not null,
    placer varchar(128) not null,
    accession varchar(64) not null,
    step_id varchar(128) not null
);
create index yh_step_order_placer on yh_step_order (placer);
create index yh_step_order_accession on yh_step_order (accession);
