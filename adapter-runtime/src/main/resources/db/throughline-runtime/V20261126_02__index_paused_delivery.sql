-- the end of a pause looks for what waits because of it
create index delivery_paused_idx on delivery (orderref, orderseq) where code = 'paused' and parked_at is null;
