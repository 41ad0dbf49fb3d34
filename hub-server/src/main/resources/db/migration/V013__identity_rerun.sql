-- By which rules a link stands; null for links older than this.
alter table yh_person_link add column matcher varchar(20);

-- Links decided anew after a change of the rules. running: 1 while it runs, so that one runs at a time. heartbeat: another
-- node goes on from last_patient when it stops.
create table yh_identity_rerun (
    id           bigint generated always as identity primary key,
    running      smallint unique,
    dry          boolean      not null,
    matcher      varchar(20)  not null,
    reason       varchar(500) not null,
    started_by   varchar(100) not null,
    started_at   timestamp with time zone not null,
    ended_at     timestamp with time zone,
    ending       varchar(8),
    stop_asked   boolean      default false not null,
    holder       varchar(36)  not null,
    heartbeat    timestamp with time zone not null,
    last_patient varchar(64)  default '' not null,
    total        bigint       not null,
    looked       bigint       default 0 not null,
    changed      bigint       default 0 not null,
    pairs        bigint       default 0 not null
);

-- What a run changed, or would. to_person: null for a person that would be new.
create table yh_identity_change (
    rerun       bigint      not null references yh_identity_rerun (id),
    number      bigint      not null,
    patient     varchar(64) not null,
    other       varchar(64),
    joined      boolean     not null,
    from_person bigint      not null,
    from_rule   varchar(80) not null,
    to_person   bigint,
    to_rule     varchar(80) not null,
    primary key (rerun, number)
);
