-- What was sent beside the event and what came back, deflated JSON without personal data; of parked deliveries only.
alter table outcome add column exchange bytea;
