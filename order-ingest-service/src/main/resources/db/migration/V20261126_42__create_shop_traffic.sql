-- How often a shop's webhooks come, and when the last one did: what makes a silence of it.
create table shop_traffic (
    source      text             not null,
    shop        text             not null,
    last_at     timestamptz      not null,
    webhooks    bigint           not null,
    -- between two webhooks, the newest counting most; absent until there were two
    interval_ms double precision,
    constraint shop_traffic_pk primary key (source, shop)
);

-- What each shop was seen to send webhooks about, and since when it does not any more.
create table webhook_subscription (
    source         text        not null,
    shop           text        not null,
    topic          text        not null,
    address        text        not null,
    seen_at        timestamptz not null,
    disabled_since timestamptz,
    -- how often it was enabled anew since this instant
    enabled        int         not null default 0,
    enabled_since  timestamptz,
    constraint webhook_subscription_pk primary key (source, shop, topic, address)
);
