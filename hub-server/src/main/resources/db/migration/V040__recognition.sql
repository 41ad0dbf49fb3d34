-- One row for each version of each result: a laboratory observation (LAB), an examination's report (IMAGING), or a text of
-- such a report (TEXT). Written in the transaction that writes the resource; "latest" marks the version in force.
create table yh_result (
    resource       varchar(80)  not null,
    version        int          not null,
    latest         boolean      not null,
    facility       varchar(16)  not null,
    patient        varchar(64)  not null,
    kind           varchar(8)   not null,
    item           varchar(64)  not null,
    status         varchar(20)  not null,
    report         varchar(64),
    report_version int          not null,
    report_status  varchar(20)  not null,
    report_title   varchar(200) not null,
    name           varchar(200) not null,
    result_value   varchar(2000),
    unit           varchar(60),
    ucum           varchar(60),
    ref_range      varchar(200),
    flag           varchar(16),
    critical       boolean      not null,
    clinical_at    timestamp with time zone,
    issued_at      timestamp with time zone,
    report_month   varchar(7)   not null,
    accession      varchar(64),
    study          varchar(80),
    recorded_at    timestamp with time zone not null,
    primary key (resource, version)
);
create index yh_result_patient on yh_result (patient, item);
create index yh_result_month on yh_result (report_month, facility);
create index yh_result_report on yh_result (report);

-- One row for each study that ImagingStudy resources tell of.
create table yh_imaging_fact (
    resource     varchar(80)  primary key,
    facility     varchar(16)  not null,
    patient      varchar(64)  not null,
    study_uid    varchar(64)  not null,
    accession    varchar(64),
    item         varchar(64)  not null,
    modality     varchar(16)  not null,
    title        varchar(200) not null,
    body_site    varchar(64),
    laterality   varchar(16),
    instances    int          not null,
    available    boolean      not null,
    started_at   timestamp with time zone,
    report_month varchar(7)   not null
);
create index yh_imaging_fact_patient on yh_imaging_fact (patient);
create index yh_imaging_fact_month on yh_imaging_fact (report_month, facility);

-- Every rulebook that ever judged: a past decision is replayed with its own.
create table yh_rulebook (
    version   varchar(40) primary key,
    loaded_at timestamp with time zone not null,
    rules     ${text} not null
);

-- A check with all it was judged by, so that it can be judged again (invariant 11).
create table yh_check (
    id           bigint generated always as identity primary key,
    check_id     varchar(40)  not null unique,
    org          varchar(16)  not null,
    request_id   varchar(100) not null,
    doctor       varchar(100) not null,
    department   varchar(100) not null,
    actor        varchar(100) not null,
    subject      varchar(80)  not null,
    asked_at     timestamp with time zone not null,
    report_month varchar(7)   not null,
    rule_version varchar(40)  not null,
    question     ${text}      not null,
    candidates   ${text}      not null,
    decision     ${text}      not null
);
create index yh_check_request on yh_check (org, request_id, id);
create index yh_check_month on yh_check (report_month, org);

create table yh_check_line (
    check_ref bigint       not null references yh_check (id),
    line_id   varchar(64)  not null,
    org       varchar(16)  not null,
    subject   varchar(80)  not null,
    item      varchar(64)  not null,
    outcome   varchar(24)  not null,
    reasons   varchar(400) not null,
    saving    numeric(12, 2) not null,
    primary key (check_ref, line_id)
);
create index yh_check_line_subject on yh_check_line (subject, org, item, check_ref);

-- What happened to a line: only ever appended. "decides" is D for the one decision a line can have, else null;
-- "voluntary" an acceptance of what was shown for reference only; "counted" false where reports leave the refusal out.
create table yh_check_event (
    id           bigint generated always as identity primary key,
    check_ref    bigint       not null,
    line_id      varchar(64)  not null,
    event        varchar(16)  not null,
    decides      varchar(1),
    happened_at  timestamp with time zone not null,
    report_month varchar(7)   not null,
    org          varchar(16)  not null,
    actor        varchar(100) not null,
    reason       varchar(16),
    remark       varchar(1000),
    informed     boolean,
    voluntary    boolean      not null,
    counted      boolean      not null,
    saving       numeric(12, 2) not null,
    constraint yh_check_event_once unique (check_ref, line_id, decides),
    constraint yh_check_event_line foreign key (check_ref, line_id) references yh_check_line (check_ref, line_id)
);
create index yh_check_event_month on yh_check_event (report_month, org);
