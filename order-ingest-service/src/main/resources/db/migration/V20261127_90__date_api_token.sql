-- When the shop's api token ends; null when never, or when nobody knows.
alter table shop add column api_expires_at timestamptz;
