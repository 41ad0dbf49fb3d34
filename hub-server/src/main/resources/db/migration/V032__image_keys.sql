-- Every key of a search has an index, so that a value nobody has is not looked for in every row. ${pattern}: wildcards at the
-- end use it too, whatever the collation. Not indexed: what changes with every instance (counts), and numbers of single
-- instances, which are asked for within a series.
create index yh_study_phonetic on yh_study (name_phonetic ${pattern});
create index yh_study_alphabetic_from on yh_study (name_alphabetic ${pattern});
create index yh_study_ideographic_from on yh_study (name_ideographic ${pattern});
create index yh_study_patient_from on yh_study (patient_id ${pattern});
create index yh_study_accession_from on yh_study (accession ${pattern});
drop index yh_study_alphabetic;
drop index yh_study_ideographic;
drop index yh_study_patient;
drop index yh_study_accession;
create index yh_study_birth on yh_study (birth_date);
create index yh_study_time on yh_study (study_time);
create index yh_study_number on yh_study (study_id ${pattern});
create index yh_study_description on yh_study (description ${pattern});
create index yh_study_referring on yh_study (referring ${pattern});
create index yh_study_institution on yh_study (institution ${pattern});
create index yh_study_issuer on yh_study (issuer ${pattern});
create index yh_study_sex on yh_study (sex ${pattern});
create index yh_study_modalities on yh_study (modalities);
create index yh_study_classes on yh_study (sop_classes);

create index yh_series_modality on yh_series (modality ${pattern});
create index yh_series_number on yh_series (number);
create index yh_series_description on yh_series (description ${pattern});
create index yh_series_body_part on yh_series (body_part ${pattern});
create index yh_series_date on yh_series (series_date, series_time);
create index yh_series_time on yh_series (series_time);
create index yh_series_step_date on yh_series (step_date, step_time);
create index yh_series_step_time on yh_series (step_time);
create index yh_series_step on yh_series (scheduled_step_id ${pattern});
create index yh_series_procedure on yh_series (requested_procedure_id ${pattern});

create index yh_instance_class on yh_instance (sop_class);
