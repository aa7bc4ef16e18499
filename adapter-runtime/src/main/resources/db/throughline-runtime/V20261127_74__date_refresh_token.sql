-- When the refresh token was given, or used for the last time: one that lies unused dies. Of a row that was there
-- before, the time of this migration, which is later than the truth by an access token's life at most.
alter table access_token add column renewed_at timestamptz not null default now();
