-- What happens to studies after they came: holds, removals, files that wait to be deleted.

alter table yh_study add column hold_reason varchar(400);

-- One row per act of a person or system; never changed, never removed.
create table yh_image_act (
    id bigint generated always as identity primary key,
    -- HOLD, FREE, REMOVE
    act varchar(16) not null,
    facility varchar(32) not null,
    study_uid varchar(64) not null,
    -- Set where a series or an instance was meant.
    series_uid varchar(64),
    sop_uid varchar(64),
    instances integer not null,
    bytes bigint not null,
    done_by varchar(128) not null,
    done_at timestamp with time zone not null,
    reason varchar(400) not null
);
create index yh_image_act_study on yh_image_act (study_uid, id);

-- Files of removed instances. The same object may come again: what the index names then is not deleted.
create table yh_image_trash (
    file_key varchar(200) primary key,
    sop_uid varchar(64) not null,
    since timestamp with time zone not null
);
create index yh_image_trash_since on yh_image_trash (since);
