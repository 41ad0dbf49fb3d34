-- Unified procedure steps (PS3.4 annex CC): work on images that one system asks for and another does.
create table yh_workitem (
    uid varchar(64) not null primary key,
    -- Hospital whose system made it, and the one it asked to do it; the same where it named none.
    facility varchar(32) not null,
    performer varchar(32) not null,
    -- Logical id of the Patient, null where the number means nobody.
    patient varchar(64),
    -- SCHEDULED, IN PROGRESS, COMPLETED or CANCELED
    state varchar(16) not null,
    -- The lock of who does it: known to them only, never told.
    transaction_uid varchar(64),
    start_at timestamp with time zone not null,
    -- All but state and lock, as DICOM JSON.
    attributes ${text} not null,
    changed_at timestamp with time zone not null
);
create index yh_workitem_facility on yh_workitem (facility, state, start_at);
create index yh_workitem_performer on yh_workitem (performer, state, start_at);
