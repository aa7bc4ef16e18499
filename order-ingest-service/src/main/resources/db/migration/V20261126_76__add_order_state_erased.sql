-- of whose order nothing personal is taken in any more
alter table order_state add column erased boolean not null default false;
