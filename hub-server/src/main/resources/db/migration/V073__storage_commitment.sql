-- Reports of storage commitment that a peer waits for. What was asked stands here before the peer hears that it was taken.
create table yh_commitment (
    id bigint generated always as identity primary key,
    ae_title varchar(16) not null,
    facility varchar(32) not null,
    transaction_uid varchar(64) not null,
    -- SOP class and instance UID, a pair per line.
    instances ${text} not null,
    -- WAITING, REPORTED or GIVEN_UP
    state varchar(16) not null,
    attempts integer not null,
    asked_at timestamp with time zone not null,
    -- When to try next; moved on by whoever tries, so that no two nodes report at once.
    next_at timestamp with time zone not null,
    constraint yh_commitment_transaction unique (ae_title, transaction_uid)
);
create index yh_commitment_due on yh_commitment (state, next_at);
