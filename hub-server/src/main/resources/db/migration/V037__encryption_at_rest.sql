-- Keys that things of this database were sealed with, and a word sealed with each: a wrong key shows at the start.
create table yh_encryption_key (
    key_id varchar(32) primary key,
    word   ${blob} not null,
    since  timestamp with time zone not null
);

-- The key that raw and ack of this row are sealed with; null: they are in the clear.
alter table yh_inbox add column raw_key varchar(32);
