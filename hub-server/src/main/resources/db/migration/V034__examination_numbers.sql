-- The numbers by which an examination's order, images and report know each other, of orders and reports; written in the
-- transaction that writes them. The images' own stand in yh_study.
create table yh_exam_number (
    resource varchar(64) not null,
    resource_type varchar(40) not null,
    facility varchar(32) not null,
    patient varchar(64) not null,
    -- A accession number, S study instance UID
    kind varchar(1) not null,
    number varchar(128) not null,
    primary key (resource, resource_type, kind, number)
);
create index yh_exam_number_number on yh_exam_number (number, kind);

-- Counts what came that a study may have to be linked with, so that nothing that comes while it is written is overlooked.
alter table yh_study add column link_round integer default 0 not null;
