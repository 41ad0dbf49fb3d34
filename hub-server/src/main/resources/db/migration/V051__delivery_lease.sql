-- Which node delivers to a destination. Who has not renewed for some time has it no more.
create table yh_delivery_lease (
    destination varchar(40)  not null primary key,
    holder      varchar(200) not null,
    renewed_at  timestamp with time zone not null
);
