-- Messages that leave the hub. A row commits with the change that causes it; raw never changes once it is there.
create table yh_delivery (
    id           bigint generated always as identity primary key,
    destination  varchar(40)  not null,
    facility     varchar(16)  not null,
    message_type varchar(16)  not null,
    control_id   varchar(20)  not null,
    subject      varchar(160) not null,
    author       varchar(16)  not null,
    patient      varchar(64),
    ordering_key varchar(64)  not null,
    origin       varchar(80)  not null,
    created_at   timestamp with time zone not null,
    charset      varchar(32)  not null,
    raw          ${blob},
    state        varchar(12)  not null,
    attempts     int          not null,
    next_at      timestamp with time zone not null,
    finished_at  timestamp with time zone,
    ack_code     char(2),
    error_code   varchar(16),
    reason       varchar(400),
    constraint yh_delivery_control unique (control_id)
);
create index yh_delivery_queue on yh_delivery (destination, state, id);
create index yh_delivery_order on yh_delivery (destination, ordering_key, state, id);
create index yh_delivery_subject on yh_delivery (subject, destination);

-- Each try. OPEN while it is under way: what is still OPEN after a crash may have arrived.
create table yh_delivery_attempt (
    delivery_id bigint      not null,
    attempt     int         not null,
    at          timestamp with time zone not null,
    ended_at    timestamp with time zone,
    outcome     varchar(12) not null,
    ack_code    char(2),
    error_code  varchar(16),
    actor       varchar(64) not null,
    reason      varchar(400),
    primary key (delivery_id, attempt)
);

-- Which results went out with which report: a result that changes alone makes its report go again.
create table yh_delivery_result (
    observation varchar(64) not null,
    report      varchar(64) not null,
    primary key (observation, report)
);
