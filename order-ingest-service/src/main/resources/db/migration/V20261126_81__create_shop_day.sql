-- Whether what a shop lists as placed on one of its days is what we hold; times in the storefront's own time.
create table shop_day (
    source       text        not null,
    shop         text        not null,
    day          date        not null,
    begins_at    timestamptz not null,
    ends_at      timestamptz not null,
    due_at       timestamptz not null,
    -- the list that is being read: where it goes on, and whether it is whole
    cursor       text,
    pages        int         not null default 0,
    listed       boolean     not null default false,
    failures     int         not null default 0,
    code         text,
    -- of the last comparison
    checks       int         not null default 0,
    checked_at   timestamptz,
    sums         jsonb       not null default '[]',
    missing      int         not null default 0,
    behind       int         not null default 0,
    differing    int         not null default 0,
    gone         int         not null default 0,
    moved        int         not null default 0,
    -- of all of them
    found        int         not null default 0,
    repaired     int         not null default 0,
    agreed_at    timestamptz,
    given_up_at  timestamptz,
    constraint shop_day_pk primary key (source, shop, day)
);

create index shop_day_open_idx on shop_day (source, shop, due_at) where agreed_at is null and given_up_at is null;

-- The list that is being read, gone once it was compared.
create table shop_day_order (
    source      text             not null,
    shop        text             not null,
    day         date             not null,
    orderkey    text collate "C" not null,
    version     timestamptz      not null,
    currency    text             not null,
    total_minor bigint           not null,
    constraint shop_day_order_pk primary key (source, shop, day, orderkey)
);

-- Which of the two ways of asking found it, and what it is.
alter table reconciliation_gap
    add column cause text not null default 'modified',
    add column day   date;

create index reconciliation_gap_day_idx on reconciliation_gap (source, shop, day, orderkey) where day is not null;
