-- Client assertions that were used, until they expire: none is taken twice.
create table yh_assertion_seen (
    fingerprint varchar(64) not null primary key,
    expires_at timestamp(6) with time zone not null
);
create index yh_assertion_seen_expiry on yh_assertion_seen (expires_at);
