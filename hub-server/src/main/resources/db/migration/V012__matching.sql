-- What is compared of a record, as JSON; null for records kept by a release that compared less.
alter table yh_patient add column traits varchar(100000);

-- Records that share a key are compared: hashes of sounds, dates, numbers and doors.
create table yh_match_key (
    key_hash bigint      not null,
    patient  varchar(64) not null,
    primary key (key_hash, patient)
);
create index yh_match_key_patient on yh_match_key (patient);

delete from yh_patient_key where kind = 'DEMO';

-- A rule says all that agrees, and how much that weighs.
alter table yh_person_link alter column rule_name set data type varchar(80);
alter table yh_possible_link alter column rule_name set data type varchar(80);
alter table yh_possible_link add column bits double precision default 0 not null;

-- More keys are locked than before: more stripes, so that strangers seldom wait for each other.
insert into yh_identity_stripe (stripe)
select s.stripe + 64 * b.n
from yh_identity_stripe s
cross join (values (1),(2),(3),(4),(5),(6),(7),(8),(9),(10),(11),(12),(13),(14),(15)) as b(n);

-- What stewards say of two records. A verdict counts from the day it is confirmed until it is withdrawn; rows are never
-- deleted. moved: where records were before, as JSON, so that a withdrawal puts them back.
create table yh_identity_ruling (
    id            bigint generated always as identity primary key,
    patient       varchar(64)  not null,
    other_patient varchar(64)  not null,
    verdict       varchar(9)   not null,
    reason        varchar(500) not null,
    rule_name     varchar(80)  not null,
    proposed_by   varchar(100) not null,
    proposed_at   timestamp with time zone not null,
    confirmed_by  varchar(100),
    confirmed_at  timestamp with time zone,
    withdrawn_by  varchar(100),
    withdrawn_at  timestamp with time zone,
    withdrawn_for varchar(500),
    moved         varchar(100000)
);
create index yh_identity_ruling_patient on yh_identity_ruling (patient);
create index yh_identity_ruling_other on yh_identity_ruling (other_patient);
