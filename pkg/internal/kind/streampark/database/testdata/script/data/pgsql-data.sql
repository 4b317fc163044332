/*
 * The shape of StreamPark's data.
 */

insert into "public"."t_flink_app" values (100000, 'Démo; of streampark :name', 'streampark,test');
insert into "public"."t_setting" values ('streampark.maven.settings', null);
insert into "public"."t_user" values (100000, 'admin', 'rh8b1ojwog777yrg0daesf04gk', '2513f3748847298ea324dffbf67fe68681dd92315bda830065facd8efe08f54f', 100000, now());
insert into "public"."t_member" values (100000, 100000, 100000);
