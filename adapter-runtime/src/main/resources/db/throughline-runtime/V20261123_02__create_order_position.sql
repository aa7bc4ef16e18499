-- permanent: one small row per order ever seen
create table order_position (
    orderref    uuid not null,
    finished    int  not null,
    lease_owner uuid,
    lease_until timestamptz,
    constraint order_position_pk primary key (orderref)
);
