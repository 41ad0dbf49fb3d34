-- What decides who may see records of another hospital. Written with the records, in their transaction.

-- A visit, order, referral or appointment that makes a hospital one that treats the patient, and until when.
create table yh_care_tie (
    resource varchar(255) not null,
    facility varchar(64) not null,
    patient varchar(100) not null,
    source varchar(64) not null,
    until_at timestamp(6) with time zone not null,
    primary key (resource, facility)
);
create index yh_care_tie_patient on yh_care_tie (patient, facility);

-- What patients allowed and forbade, as far as it is in force.
create table yh_consent (
    resource varchar(255) not null primary key,
    patient varchar(100) not null,
    source varchar(64) not null,
    content ${text} not null
);
create index yh_consent_patient on yh_consent (patient);

-- Records of a sensitivity class; the patient's own resource stands for the whole person. Null never ends.
create table yh_sensitive (
    resource varchar(255) not null,
    label varchar(32) not null,
    patient varchar(100) not null,
    until_at timestamp(6) with time zone,
    primary key (resource, label)
);
create index yh_sensitive_patient on yh_sensitive (patient);
