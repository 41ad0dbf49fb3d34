-- What operators look for: the version of the profile a message was read with, which kinds of remark it has (each code
-- between blanks), and how often its sender was answered again.
alter table yh_inbox add column profile varchar(12);
alter table yh_inbox add column remark_codes varchar(400);
alter table yh_inbox add column repeats int default 0 not null;
create index yh_inbox_patient on yh_inbox (patient, id);

-- Local codes, units, flags and authorities that no table knows yet: one row each, however often they come.
create table yh_unmapped (
    facility      varchar(16)  not null,
    kind          varchar(32)  not null,
    code_system   varchar(100) not null,
    code          varchar(100) not null,
    display       varchar(200),
    occurrences   bigint       not null,
    first_seen    timestamp with time zone not null,
    last_seen     timestamp with time zone not null,
    first_message bigint       not null,
    last_message  bigint       not null,
    constraint yh_unmapped_pk primary key (facility, kind, code_system, code)
);
