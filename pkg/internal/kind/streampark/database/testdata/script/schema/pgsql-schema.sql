/*
 * The shape of StreamPark's schema, with fewer tables.
 */

drop table if exists "public"."t_user";
drop table if exists "public"."t_member";
drop table if exists "public"."t_app_backup";
drop table if exists "public"."t_setting";
drop table if exists "public"."t_flink_app";
drop sequence if exists "public"."streampark_t_user_id_seq";
drop trigger if exists "streampark_t_user_modify_time_tri" on "public"."t_user";

create table "public"."t_flink_app" (
  "id" int8 not null,
  "job_name" varchar(255) collate "pg_catalog"."default",
  "tags" varchar(500),
  "dependency" text collate "pg_catalog"."default"
)
;
comment on column "public"."t_flink_app"."job_name" is 'the name; of a job (\d)';
alter table "public"."t_flink_app" add constraint "t_flink_app_pkey" primary key ("id");

create table "public"."t_setting" (
  "setting_key" varchar(64) not null,
  "setting_value" text
);

create table "public"."t_app_backup" (
  "id" int8 not null,
  "path" text collate "pg_catalog"."default"
);

create table "public"."t_member" (
  "id" int8 not null,
  "team_id" int8 not null,
  "user_id" int8 not null
);

create sequence "public"."streampark_t_user_id_seq"
    increment 1 start 10000 cache 1 minvalue 10000 maxvalue 9223372036854775807;
create table "public"."t_user" (
  "user_id" int8 not null default nextval('streampark_t_user_id_seq'::regclass),
  "username" varchar(64) collate "pg_catalog"."default" not null,
  "salt" varchar(26),
  "password" varchar(64),
  "last_team_id" int8,
  "modify_time" timestamp(6)
);
create index "un_username" on "public"."t_user" using btree (
  "username" collate "pg_catalog"."default" "pg_catalog"."text_ops" asc nulls last
);

create or replace function "public"."update_modify_time"() returns trigger as
$$
begin
    new.modify_time= timezone('UTC-8'::text, (now())::timestamp(0) without time zone);
    return new;
end
$$
language plpgsql;
create trigger "streampark_t_user_modify_time_tri" before update on "public"."t_user" for each row execute procedure "public"."update_modify_time"();
