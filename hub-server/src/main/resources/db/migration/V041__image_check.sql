-- What a comparison of image store and index found: objects that nobody names, rows whose object is gone.
create table yh_image_finding (
    file_key varchar(200) not null primary key,
    -- ORPHAN: nobody names it, it lies where it was. ASIDE: the same, set aside. MISSING: named, and not in the store.
    kind varchar(16) not null,
    facility varchar(32),
    study_uid varchar(64),
    sop_uid varchar(64),
    file_size bigint not null,
    found_at timestamp with time zone not null
);
create index yh_image_finding_kind on yh_image_finding (kind, found_at);

-- One row per comparison that came to its end.
create table yh_image_check (
    id bigint generated always as identity primary key,
    begun_at timestamp with time zone not null,
    ended_at timestamp with time zone not null,
    objects bigint not null,
    orphans bigint not null,
    aside bigint not null,
    missing bigint not null
);
