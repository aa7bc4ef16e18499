-- a command may be about more, or other things, than one delivery
alter table audit
    alter column orderref drop not null,
    alter column orderseq drop not null,
    drop constraint audit_kind_ck;

-- of two state commands about one subject the higher revision counts
create sequence command_revision;

-- What was sent. Apart from the audit log, which is kept for ever: an edit holds personal data.
create table command_document (
    command_id uuid        not null,
    body       bytea       not null,
    written_at timestamptz not null,
    constraint command_document_pk primary key (command_id)
);

create index command_document_written_at_idx on command_document (written_at);

create table command_answer (
    command_id  uuid        not null,
    integration text        not null,
    orderref    uuid,
    orderseq    int,
    answer      text        not null,
    detail      text,
    total       int,
    at          timestamptz not null,
    -- reports come at least once
    constraint command_answer_uq unique nulls not distinct (command_id, orderref, orderseq, answer, at)
);

create index command_answer_at_idx on command_answer (at);
