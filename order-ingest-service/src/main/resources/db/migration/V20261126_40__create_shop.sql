-- Shops that were added without a restart, beside those in the configuration.
create table shop (
    id           uuid        not null,
    source       text        not null,
    slug         text        not null,
    owned_from   timestamptz not null,
    api_base_url text,
    api_user     text,
    -- encrypted for the row's id
    api_token    bytea,
    added_at     timestamptz not null,
    constraint shop_pk primary key (id),
    constraint shop_address_uq unique (source, slug)
);

-- Secrets of shops, also of those in the configuration: each encrypted for its row's id.
create table shop_secret (
    id         uuid        not null,
    source     text        not null,
    shop       text        not null,
    secret     bytea       not null,
    added_at   timestamptz not null,
    expires_at timestamptz,
    constraint shop_secret_pk primary key (id)
);

-- When which secret last proved a webhook genuine: a secret's own id, or a mark of one in the configuration.
create table shop_secret_use (
    source  text        not null,
    shop    text        not null,
    secret  text        not null,
    used_at timestamptz not null,
    constraint shop_secret_use_pk primary key (source, shop, secret)
);

-- What is paused: one shop, or every shop of a source ('').
create table shop_pause (
    source text        not null,
    shop   text        not null,
    since  timestamptz not null,
    actor  text        not null,
    reason text        not null,
    constraint shop_pause_pk primary key (source, shop)
);

-- Tells every instance that shops are no longer what it read. A hint; they are read from the tables.
create function tell_shop_changed() returns trigger language plpgsql as $$
begin
    perform pg_notify('shop_changed', '');
    return null;
end;
$$;

create trigger shop_changed after insert or update or delete on shop
    for each statement execute function tell_shop_changed();
create trigger shop_secret_changed after insert or update or delete on shop_secret
    for each statement execute function tell_shop_changed();
create trigger shop_pause_changed after insert or update or delete on shop_pause
    for each statement execute function tell_shop_changed();
