-- Links by which a patient shows one study. Neither token nor pass code is kept, only what they are compared with.
create table yh_share (
    id bigint generated always as identity primary key,
    token_hash varchar(64) not null,
    code_hash varchar(100) not null,
    study_uid varchar(64) not null,
    -- Whose study it is, as it was when the link was made.
    facility varchar(32) not null,
    patient_ref varchar(64),
    created_by varchar(128) not null,
    creator_facility varchar(32),
    created_at timestamp with time zone not null,
    expires_at timestamp with time zone not null,
    revoked_at timestamp with time zone,
    revoked_by varchar(128),
    -- Wrong pass codes since the last right one, and when the last was tried.
    failures integer not null,
    failed_at timestamp with time zone,
    openings integer not null,
    opened_at timestamp with time zone,
    constraint yh_share_token unique (token_hash)
);
create index yh_share_study on yh_share (study_uid);

-- Browsers that gave the right pass code.
create table yh_share_session (
    session_hash varchar(64) not null,
    share_id bigint not null,
    created_at timestamp with time zone not null,
    constraint yh_share_session_pk primary key (session_hash),
    constraint yh_share_session_share foreign key (share_id) references yh_share (id)
);
create index yh_share_session_of on yh_share_session (share_id);
