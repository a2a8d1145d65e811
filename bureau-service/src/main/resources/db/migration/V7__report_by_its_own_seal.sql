-- The report in an answer is sealed to the lender already and stands beside the sealed rest; sealing it once more, and again with
-- its receipt, made three copies of each. The receipt is the log's to give. Rows from before keep their answer whole.
alter table inquiry add column jwe text;
-- What is sealed does not get shorter: no time is spent on trying.
alter table inquiry alter column jwe set storage external;
alter table inquiry alter column sealed_answer set storage external;
alter table self_report alter column sealed_answer set storage external;
