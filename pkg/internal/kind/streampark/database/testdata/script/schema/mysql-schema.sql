/*
 * The shape of StreamPark's schema, with fewer tables.
 * Create database and
 * use streampark; are words of this comment too.
 */

create database if not exists `streampark` character set utf8mb4 collate utf8mb4_general_ci;
use streampark;

set names utf8mb4;
set foreign_key_checks = 0;

-- ----------------------------
-- jobs
-- ----------------------------
drop table if exists `t_flink_app`;
create table `t_flink_app` (
  `id` bigint not null auto_increment,
  `job_name` varchar(255) collate utf8mb4_general_ci default null comment 'the name; of a job',
  `tags` varchar(500) default null,
  `dependency` text collate utf8mb4_general_ci default null,
  primary key (`id`) using btree
) engine=innodb auto_increment=100000 default charset=utf8mb4 collate=utf8mb4_general_ci;

drop table if exists `t_app_backup`;
create table `t_app_backup` (
  `id` bigint not null auto_increment,
  `path` text collate utf8mb4_general_ci default null,
  primary key (`id`) using btree
) engine=innodb auto_increment=100000 default charset=utf8mb4 collate=utf8mb4_general_ci;

drop table if exists `t_setting`;
create table `t_setting` (
  `setting_key` varchar(64) not null,
  `setting_value` text default null,
  primary key (`setting_key`) using btree
) engine=innodb default charset=utf8mb4 collate=utf8mb4_general_ci;

drop table if exists `t_user`;
create table `t_user` (
  `user_id` bigint not null auto_increment comment 'user id',
  `username` varchar(64) collate utf8mb4_general_ci not null,
  `salt` varchar(26) collate utf8mb4_general_ci default null,
  `password` varchar(64) collate utf8mb4_general_ci default null,
  `last_team_id` bigint default null,
  `create_time` datetime default null,
  primary key (`user_id`) using btree,
  unique key `un_username` (`username`) using btree
) engine=innodb auto_increment=100000 default charset=utf8mb4 collate=utf8mb4_general_ci;

drop table if exists `t_member`;
create table `t_member` (
  `id` bigint not null auto_increment,
  `team_id` bigint not null,
  `user_id` bigint not null,
  primary key (`id`) using btree
) engine=innodb auto_increment=100000 default charset=utf8mb4 collate=utf8mb4_general_ci;
