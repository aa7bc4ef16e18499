-- of the attempt after which it was parked
alter table delivery
    add column fingerprint text not null default '',
    add column request     text not null default '',
    add column answer      text not null default '';

create index delivery_fingerprint_idx on delivery (fingerprint) where parked_at is not null;

-- actor and command: who decided, where it was not the adapter itself
alter table outcome
    add column fingerprint text,
    add column actor       text,
    add column command_id  uuid;
