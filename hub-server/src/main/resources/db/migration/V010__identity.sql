-- The person is a view over links; source records stay as their hospital sent them.
create table yh_person (
    id         bigint generated always as identity primary key,
    created_at timestamp with time zone not null
);

create table yh_person_link (
    patient    varchar(64) primary key,
    facility   varchar(16) not null,
    person_id  bigint      not null references yh_person (id),
    grade      varchar(8)  not null,
    rule_name  varchar(40) not null,
    linked_at  timestamp with time zone not null
);
create index yh_person_link_person on yh_person_link (person_id);

-- Records that may be the same person, for the steward; never merged silently.
create table yh_possible_link (
    patient       varchar(64) not null,
    other_patient varchar(64) not null,
    rule_name     varchar(40) not null,
    found_at      timestamp with time zone not null,
    primary key (patient, other_patient)
);
create index yh_possible_link_other on yh_possible_link (other_patient);

-- What a record is found by. kind: ID (system|value of an identifier), DEMO (name, birth date, sex), NAME (for search).
create table yh_patient_key (
    patient varchar(64)  not null,
    kind    varchar(8)   not null,
    key_value varchar(300) not null,
    primary key (patient, kind, key_value)
);
create index yh_patient_key_value on yh_patient_key (kind, key_value);

-- What is compared and shown in lists, so that no list opens a resource per row.
create table yh_patient (
    patient    varchar(64)  primary key,
    facility   varchar(16)  not null,
    name       varchar(200) not null,
    sex        varchar(8)   not null,
    birth_date varchar(10)  not null,
    citizen_id varchar(18)  not null,
    phone      varchar(40)  not null,
    mrn        varchar(100) not null,
    active     boolean      not null,
    replaced_by varchar(64)
);

-- Two transactions that bring records of one person must not overlook each other: they lock the keys' stripes.
create table yh_identity_stripe (
    stripe int primary key
);
insert into yh_identity_stripe (stripe) values
 (0),(1),(2),(3),(4),(5),(6),(7),(8),(9),(10),(11),(12),(13),(14),(15),
 (16),(17),(18),(19),(20),(21),(22),(23),(24),(25),(26),(27),(28),(29),(30),(31),
 (32),(33),(34),(35),(36),(37),(38),(39),(40),(41),(42),(43),(44),(45),(46),(47),
 (48),(49),(50),(51),(52),(53),(54),(55),(56),(57),(58),(59),(60),(61),(62),(63);
