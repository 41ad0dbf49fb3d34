-- Who did what. Rows are only ever added; content is what the hash is computed over, the other columns find it.
create table yh_audit (
    number bigint not null primary key,
    recorded_at timestamp(6) with time zone not null,
    agent varchar(255) not null,
    facility varchar(64),
    door varchar(32) not null,
    action varchar(1) not null,
    outcome varchar(2) not null,
    content ${text} not null,
    hash varchar(64) not null
);
create index yh_audit_time on yh_audit (recorded_at, number);
create index yh_audit_agent on yh_audit (agent, number);

-- What each record touched: kind P is a patient, R any other resource or study.
create table yh_audit_entity (
    reference varchar(255) not null,
    number bigint not null,
    kind varchar(1) not null,
    primary key (reference, number)
);
