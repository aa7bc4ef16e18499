-- How many requests were refused, by whom they claimed to be from and why.
create table refusal (
    source   text        not null,
    shop     text        not null,
    cause    text        not null,
    requests bigint      not null,
    first_at timestamptz not null,
    last_at  timestamptz not null,
    constraint refusal_pk primary key (source, shop, cause)
);
