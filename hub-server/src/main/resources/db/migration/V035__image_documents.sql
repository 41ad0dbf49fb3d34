-- Structured reports and key object selections among the images that have a resource of their own in the record, so that each
-- is written once and taken back when the object is removed.
create table yh_image_document (
    sop_uid varchar(64) not null primary key,
    study_uid varchar(64) not null,
    resource_type varchar(40) not null,
    resource varchar(64) not null
);
create index yh_image_document_study on yh_image_document (study_uid);
