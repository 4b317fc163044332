/* The shape of StreamPark's data. */
use streampark;

set names utf8mb4;
set foreign_key_checks = 0;

-- a job
insert into `t_flink_app` values (100000, 'Démo; of streampark', 'streampark,test', null);
insert into `t_setting`
values ('streampark.maven.settings', null),
  ('docker.register.address', '--');
insert into `t_member` (team_id, user_id) values (100000, 100000);
insert into `t_user` values (100000, 'admin', 'rh8b1ojwog777yrg0daesf04gk', '2513f3748847298ea324dffbf67fe68681dd92315bda830065facd8efe08f54f', 100000, now());

set foreign_key_checks = 1;
