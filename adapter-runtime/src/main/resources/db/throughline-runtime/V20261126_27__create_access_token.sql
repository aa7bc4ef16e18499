-- The OAuth2 tokens of each account, and which instance is renewing them. configured tells a refresh token that somebody
-- configured anew from the one that these tokens descend from.
create table access_token (
    account       text        not null,
    configured    text        not null,
    access_token  text        not null default '',
    refresh_token text        not null,
    renew_at      timestamptz not null default '1970-01-01 00:00+00',
    owner         uuid,
    until         timestamptz,
    constraint access_token_pk primary key (account)
);
