-- Behind V073, whose table it extends.
-- Beside reports of storage commitment (COMMITMENT), peers are owed notifications that a study has come (AVAILABILITY): then
-- "transaction_uid" is the notification's own UID, and "instances" the study's.
alter table yh_commitment add column kind varchar(16) default 'COMMITMENT' not null;
