-- the cause of its last failure, and the version of the data that was tried
alter table delivery
    add column fingerprint text,
    add column version     int not null default 1;
