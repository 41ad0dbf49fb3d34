-- Key object selections that the hub wrote for somebody: whose word it is, beside what the object itself says. A row stays when
-- its object is withdrawn.
create table yh_key_image_document (
    sop_uid varchar(64) not null primary key,
    study_uid varchar(64) not null,
    author varchar(128) not null,
    facility varchar(32) not null,
    created_at timestamp with time zone not null
);
create index yh_key_image_document_study on yh_key_image_document (study_uid);
