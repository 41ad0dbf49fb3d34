-- A record follows the one that took its place from person to person.
create index yh_patient_replaced on yh_patient (replaced_by);
