-- How far each shop was compared with its storefront, in the storefront's own time, and which instance is at it.
create table reconciliation (
    source      text        not null,
    shop        text        not null,
    watermark   timestamptz not null,
    -- a window that was too full ends here the next time
    until       timestamptz,
    due_at      timestamptz not null,
    polled_at   timestamptz,
    failures    int         not null default 0,
    code        text,
    lease_owner uuid,
    lease_until timestamptz not null default '-infinity',
    constraint reconciliation_pk primary key (source, shop)
);

-- Changes that no webhook had told of when the storefront was asked; webhook_id is the hint made of each.
create table reconciliation_gap (
    gap_id      bigint           generated always as identity,
    source      text             not null,
    shop        text             not null,
    orderkey    text collate "C" not null,
    version     timestamptz      not null,
    found_at    timestamptz      not null,
    webhook_id  uuid             not null,
    repaired_at timestamptz,
    constraint reconciliation_gap_pk primary key (gap_id)
);

create index reconciliation_gap_open_idx on reconciliation_gap (source, shop) where repaired_at is null;
create index reconciliation_gap_shop_idx on reconciliation_gap (source, shop, gap_id);
