-- When a study that nobody adds to any more is told of, and which of its states was told last (its changed_at).
alter table yh_study add column settle_at timestamp with time zone;
alter table yh_study add column settled_of timestamp with time zone;
update yh_study set settled_of = changed_at;
create index yh_study_settle on yh_study (settle_at);
