-- People are asked for by birth date, too (IHE PDQ).
create index yh_patient_birth on yh_patient (birth_date);
