-- decided already: finished as discarded as soon as every earlier event of its order is
alter table delivery
    add column discard_actor   text,
    add column discard_reason  text,
    add column discard_command uuid;

create index delivery_discard_idx on delivery (orderref, orderseq) where discard_actor is not null;
