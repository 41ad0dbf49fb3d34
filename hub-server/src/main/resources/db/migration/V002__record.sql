-- What was last written to each resource: an unchanged fact is recognised before HAPI is called, an older one is refused.
create table yh_record (
    logical_id    varchar(64) not null,
    resource_type varchar(40) not null,
    facility      varchar(16) not null,
    as_of         timestamp with time zone not null,
    write_hash    char(64)    not null,
    origin        varchar(80) not null,
    written_at    timestamp with time zone not null,
    primary key (logical_id, resource_type)
);
create index yh_record_facility on yh_record (facility, resource_type);
