-- The last code each user has signed in with: none is taken twice, none after a later one.
create table yh_second_factor (
    user_name varchar(255) not null primary key,
    last_step bigint not null
);
