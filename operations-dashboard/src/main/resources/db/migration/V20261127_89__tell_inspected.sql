-- What was delivered until then was looked for at the downstream system since; null where nobody looks or another does.
alter table heartbeat add column inspected_up_to timestamptz;

-- how far an integration has looked is the latest that any of its instances told
create index heartbeat_inspected_idx on heartbeat (integration, inspected_up_to) where inspected_up_to is not null;
