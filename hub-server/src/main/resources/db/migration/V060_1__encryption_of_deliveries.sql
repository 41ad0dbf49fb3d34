-- Behind V060, which makes the table. The key that raw of this row is sealed with; null: it is in the clear.
alter table yh_delivery add column raw_key varchar(32);
