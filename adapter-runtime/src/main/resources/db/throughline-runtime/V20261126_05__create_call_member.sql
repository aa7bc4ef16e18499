-- Which instances share the calls that a downstream system admits at once.
create table call_member (
    tenant  text        not null,
    owner   uuid        not null,
    seen_at timestamptz not null,
    constraint call_member_pk primary key (tenant, owner)
);
