-- Doctors who opened a person's records of other hospitals in an emergency, until when, and what a reviewer said of it.
create table yh_emergency (
    id bigint generated always as identity primary key,
    user_name varchar(200) not null,
    facility varchar(64) not null,
    patient varchar(100) not null,
    reason varchar(2000) not null,
    opened_at timestamp(6) with time zone not null,
    until_at timestamp(6) with time zone not null,
    reviewed_by varchar(200),
    reviewed_at timestamp(6) with time zone,
    justified boolean,
    note varchar(2000)
);
create index yh_emergency_patient on yh_emergency (patient, user_name);
