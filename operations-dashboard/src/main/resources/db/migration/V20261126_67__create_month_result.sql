-- What a month came to, by acceptance in UTC. Counted anew while its deliveries are held, and kept for ever.
create table month_result (
    month               date        not null,
    -- empty: all of them together
    integration         text        not null,
    orders              bigint      not null,
    deliveries          bigint      not null,
    failed              bigint      not null,
    lag_p50_ms          bigint,
    lag_p99_ms          bigint,
    orders_at_stake     bigint      not null,
    orders_recovered    bigint      not null,
    acts                bigint      not null,
    act_seconds         bigint      not null,
    -- what an act counted at most
    act_at_most_seconds bigint      not null,
    counted_at          timestamptz not null,
    constraint month_result_pk primary key (month, integration),
    constraint month_result_month_ck check (extract(day from month) = 1)
);

create table month_money (
    month           date    not null,
    integration     text    not null,
    currency        text    not null,
    exponent        int     not null,
    at_stake_minor  numeric not null,
    recovered_minor numeric not null,
    constraint month_money_pk primary key (month, integration, currency, exponent),
    constraint month_money_result_fk foreign key (month, integration) references month_result on delete cascade
);
