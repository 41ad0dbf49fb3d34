-- One row for everything that arrived, as it arrived. state is what became of it, ack_code what the sender heard.
create table yh_inbox (
    id            bigint generated always as identity primary key,
    facility      varchar(16)  not null,
    listener      varchar(32)  not null,
    message_type  varchar(32)  not null,
    control_id    varchar(199) not null,
    content_hash  char(64)     not null,
    received_at   timestamp with time zone not null,
    raw           ${blob}      not null,
    charset       varchar(32)  not null,
    state         varchar(12)  not null,
    ack_code      char(2)      not null,
    ack           ${blob},
    error_code    varchar(16),
    attempts      int          not null,
    processed_at  timestamp with time zone,
    patient       varchar(64),
    remark_count  int          not null,
    remarks       ${text},
    resources     ${text},
    repairs       bigint,
    constraint yh_inbox_once unique (facility, control_id, content_hash)
);
create index yh_inbox_state on yh_inbox (state, id);
create index yh_inbox_control on yh_inbox (control_id);
create index yh_inbox_facility on yh_inbox (facility, id);
create index yh_inbox_hash on yh_inbox (content_hash);

-- Each try of an operator or of the hub itself: what happened before stays visible.
create table yh_inbox_attempt (
    inbox_id   bigint not null,
    attempt    int    not null,
    at         timestamp with time zone not null,
    actor      varchar(64) not null,
    state      varchar(12) not null,
    error_code varchar(16),
    reason     varchar(400),
    primary key (inbox_id, attempt)
);
