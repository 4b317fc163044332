alter table t_setting add column c varchar(1);
