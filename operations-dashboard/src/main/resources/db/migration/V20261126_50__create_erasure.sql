-- a part of an erasure: what ingest told every service at once
create table erasure_part (
    command_id uuid        not null,
    erasure_id uuid        not null,
    at         timestamptz not null,
    constraint erasure_part_pk primary key (command_id)
);

create index erasure_part_erasure_idx on erasure_part (erasure_id);

-- of whose people nothing is kept any more, whatever comes later
create table erased_order (
    orderref  uuid        not null,
    erased_at timestamptz not null,
    constraint erased_order_pk primary key (orderref)
);
