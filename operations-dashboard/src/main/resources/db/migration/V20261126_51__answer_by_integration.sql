-- a command to every service is answered by each, perhaps at the same instant
alter table command_answer drop constraint command_answer_uq;
alter table command_answer
    add constraint command_answer_uq unique nulls not distinct (command_id, integration, orderref, orderseq, answer, at);
