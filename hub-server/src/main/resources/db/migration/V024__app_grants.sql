-- What people granted to apps. A token of an app opens nothing unless its grant stands here and is not revoked.
create table yh_app_grant (
    id varchar(64) not null primary key,
    app varchar(255) not null,
    user_name varchar(255) not null,
    facility varchar(64),
    granted_at timestamp(6) with time zone not null,
    until_at timestamp(6) with time zone not null,
    revoked_at timestamp(6) with time zone
);
create index yh_app_grant_user on yh_app_grant (user_name, app);
create index yh_app_grant_until on yh_app_grant (until_at);
