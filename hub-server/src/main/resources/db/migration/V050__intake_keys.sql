-- One index serves the search by control id, the search for a duplicate and its prevention; each arrival pays for one
-- instead of three. sender is MSH-3: a control id is unique within the sending application only.
alter table yh_inbox drop constraint yh_inbox_once;
drop index yh_inbox_hash;
drop index yh_inbox_control;
alter table yh_inbox add constraint yh_inbox_once unique (control_id, content_hash, facility);
alter table yh_inbox add column sender varchar(64) default '' not null;
-- What the transport says about the bytes (charset parameter of HTTP, setting of a folder). charset is what they were.
alter table yh_inbox add column declared_charset varchar(32) default '' not null;
