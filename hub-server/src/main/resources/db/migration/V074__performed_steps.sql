-- Performed procedure steps as modalities tell them (MPPS); what they mean for the record is written in the same transaction.
create table yh_performed_step (
    sop_uid varchar(64) not null primary key,
    ae_title varchar(16) not null,
    facility varchar(32) not null,
    -- IN PROGRESS, COMPLETED or DISCONTINUED
    status varchar(16) not null,
    -- Everything told so far, as DICOM JSON.
    attributes ${text} not null,
    changed_at timestamp with time zone not null
);
