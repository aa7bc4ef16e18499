-- of an erasure that is looked at again and again: what went so far
alter table command add column erased int not null default 0;
